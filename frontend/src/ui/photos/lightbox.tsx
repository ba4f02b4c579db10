import Download from "lucide-react/icons/download";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import Yarl from "yet-another-react-lightbox";
import Counter from "yet-another-react-lightbox/plugins/counter";
import Thumbnails from "yet-another-react-lightbox/plugins/thumbnails";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "yet-another-react-lightbox/plugins/counter.css";
import "yet-another-react-lightbox/plugins/thumbnails.css";
import classes from "./lightbox.module.css";
import { nameOf, type Photo } from "./photo";
import { Footer, Missing, Underlay } from "./slide";
import { slideOf } from "./slides";
import { focusPhoto } from "./timeline";

interface LightboxProps {
  photos: readonly Photo[];
  /** The photo that is shown. */
  current: string;
  onCurrent: (id: string) => void;
  onClose: () => void;
  /** The last photos of the list come near and it may have more. */
  onNearEnd?: () => void;
  /** The place by whose clocks the time of a photo is told. */
  timeZone?: string;
  /** More to do with the photo that is shown, as buttons beside the others. */
  actions?: (photo: Photo) => ReactNode;
}

const NEAR = 8;

/** Photos one at a time over the whole window: by swipe, keys and buttons, with zoom, caption and download. */
export default function Lightbox(props: LightboxProps) {
  const { photos, current, onCurrent, onNearEnd, timeZone } = props;
  const index = photos.findIndex(({ id }) => id === current);
  const photo = photos[index];
  const host = useHost();
  const slides = useMemo(() => photos.map(slideOf), [photos]);
  const [wide] = useState(() => window.matchMedia("(min-width: 60em)").matches);
  const last = useRef(current);
  useEffect(() => {
    last.current = current;
  });
  // However it comes to an end, also by the browser's way back, the keyboard goes on where the eye is.
  useEffect(() => () => focusPhoto(last.current), []);

  useEffect(() => {
    if (index >= photos.length - NEAR) onNearEnd?.();
  }, [index, photos.length, onNearEnd]);

  if (!photo) return null;
  return (
    <Yarl
      open
      close={props.onClose}
      index={index}
      slides={slides}
      className={classes.lightbox}
      plugins={wide ? [Zoom, Counter, Thumbnails] : [Zoom, Counter]}
      carousel={{ finite: true, preload: wide ? 3 : 1, padding: 0 }}
      controller={{ closeOnPullDown: true, closeOnBackdropClick: true }}
      portal={{ root: host }}
      labels={{ Lightbox: "Photos" }}
      counter={{ separator: "of" }}
      zoom={{ maxZoomPixelRatio: 3, scrollToZoom: true }}
      thumbnails={{ width: 72, height: 54, border: 2, padding: 0, gap: 8, imageFit: "cover" }}
      toolbar={{
        buttons: [
          <More key="more">{props.actions?.(photo)}</More>,
          "zoom",
          <Save key="save" photo={photo} />,
          "close",
        ],
      }}
      render={{
        slide: ({ slide }) =>
          slide.type === "missing" ? <Missing photo={slide.photo} /> : undefined,
        slideHeader: ({ slide }) => <Underlay photo={slide.photo} />,
        slideFooter: ({ slide }) => <Footer photo={slide.photo} timeZone={timeZone} />,
        thumbnail: ({ slide: { photo } }) =>
          photo.preview === "ready" ? (
            <img className={classes.thumbnail} src={photo.address("small")} alt="" />
          ) : undefined,
        iconError: () => <p className={classes.broken}>This picture could not be loaded.</p>,
      }}
      on={{
        view: ({ index }) => {
          const shown = photos[index];
          if (shown && shown.id !== current) onCurrent(shown.id);
        },
      }}
    />
  );
}

function More({ children }: { children: ReactNode }) {
  return children;
}

function Save({ photo }: { photo: Photo }) {
  if (!photo.download) return null;
  return (
    <a className={`yarl__button ${classes.save}`} href={photo.download} download title="Download">
      <Download size={28} aria-hidden />
      <span className="visually-hidden">Download {nameOf(photo)}</span>
    </a>
  );
}

/** What is behind the lightbox cannot be reached while it is open; dialogs of the app, which lie over it, can. */
function useHost(): HTMLElement {
  const [host] = useState(() => document.createElement("div"));
  useEffect(() => {
    document.body.append(host);
    page()?.setAttribute("inert", "");
    return () => {
      page()?.removeAttribute("inert");
      host.remove();
    };
  }, [host]);
  return host;
}

const page = () => document.getElementById("root");

declare module "yet-another-react-lightbox" {
  interface GenericSlide {
    photo: Photo;
  }
  interface SlideTypes {
    missing: { type: "missing"; photo: Photo };
  }
}
