import Expand from "lucide-react/icons/expand";
import Minimize2 from "lucide-react/icons/minimize-2";
import Search from "lucide-react/icons/search";
import TextCursor from "lucide-react/icons/text-cursor";
import X from "lucide-react/icons/x";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import colours from "./colours.module.css";
import type { Match } from "./find";
import { FindBar } from "./find-bar";
import frame from "./frame.module.css";
import { turnedBox } from "./layout";
import { PageTools } from "./page-tools";
import type { Sheets, Size, Turn } from "./sheets";
import { type Mark, Stage, type StageHandle, type View } from "./stage";
import { Failed, Opening } from "./states";
import { Thumbnails } from "./thumbnails";
import { DownloadTool, Tool } from "./tool";
import { useFullScreen } from "./use-full-screen";
import { type Source, useSheets } from "./use-sheets";
import { ZoomTools } from "./zoom-tools";

export interface ViewerProps {
  /** A PDF, or a picture that browsers draw themselves; of others the server's preview. */
  source: Source;
  title: string;
  /** What stands below the title, as in "Revision B, 12 Nov". */
  detail?: ReactNode;
  /** Where the file is as an attachment. */
  download: string;
  /** What its first page looks like, until it is there. */
  poster?: string;
  /** More buttons, in front of the others. */
  actions?: ReactNode;
  onClose?: () => void;
}

/** Shows a PDF or a picture in all of the room that it is given, to be zoomed, dragged, turned and searched. */
export default function PdfViewer(props: ViewerProps) {
  const { title, download, poster } = props;
  const { sheets, failure, again } = useSheets(props.source);
  const root = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(root);
  const end = (
    <>
      {fullScreen.isPossible && (
        <Tool
          label={fullScreen.isOn ? "Leave full screen" : "Full screen"}
          keys="f"
          icon={fullScreen.isOn ? <Minimize2 aria-hidden /> : <Expand aria-hidden />}
          onClick={fullScreen.toggle}
        />
      )}
      <DownloadTool href={download} title={title} />
      {props.onClose && <Tool label="Close" icon={<X aria-hidden />} onClick={props.onClose} />}
    </>
  );
  const heading = (
    <div className={frame.title}>
      <div className={frame.words}>
        <h2 className={frame.name}>{title}</h2>
        {props.detail && <span className={frame.detail}>{props.detail}</span>}
      </div>
    </div>
  );

  return (
    <div ref={root} className={`${colours.dark} ${frame.viewer}`}>
      {sheets ? (
        <Open
          key={props.source.url}
          sheets={sheets}
          title={title}
          poster={poster}
          heading={heading}
          actions={props.actions}
          end={end}
          toggleFullScreen={fullScreen.isPossible ? fullScreen.toggle : undefined}
        />
      ) : (
        <>
          {heading}
          <div className={frame.actions}>{end}</div>
          <div className={frame.inside}>
            {failure ? (
              <Failed kind={failure.kind} title={title} download={download} again={again} />
            ) : (
              <Opening title={title} poster={poster} />
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** As high as found words are made at least, in pixels. */
const READABLE = 11;

/** One sheet is looked at as a whole; a document is read from its top, no larger than on paper. */
function firstView({ count, first }: Sheets): View {
  const isRoomy = window.innerWidth > first.width * 1.3;
  return { zoom: count === 1 ? "page" : isRoomy ? 1 : "width", turn: 0 };
}

const markOf = ({ page, at }: Match, size: Size, turn: Turn): Mark => ({
  page,
  at: turnedBox(at, size, turn),
});

function Open(props: {
  sheets: Sheets;
  title: string;
  poster: string | undefined;
  heading: ReactNode;
  actions: ReactNode;
  end: ReactNode;
  toggleFullScreen: (() => void) | undefined;
}) {
  const { sheets, title } = props;
  const stage = useRef<StageHandle>(null);
  const [view, setView] = useState(() => firstView(sheets));
  const [seen, setSeen] = useState({ page: 0, scale: 1 });
  const [listed, setListed] = useState(false);
  const [selecting, setSelecting] = useState(false);
  const [finding, setFinding] = useState(false);
  const [found, setFound] = useState<{ match: Match; size: Size } | null>(null);
  const mark = found && markOf(found.match, found.size, view.turn);
  const hasWords = sheets.words !== undefined;
  useEffect(() => stage.current?.focus(), []);

  const showMatch = async (match: Match | null) => {
    if (!match) return setFound(null);
    const size = await sheets.size(match.page);
    setFound({ match, size });
    const { at } = markOf(match, size, view.turn);
    const middle = { page: match.page, x: at.x + at.width / 2, y: at.y + at.height / 2 };
    stage.current?.pointAt(middle, READABLE / Math.min(at.width, at.height));
  };
  const closeFind = () => {
    setFinding(false);
    setFound(null);
    stage.current?.focus();
  };
  const keys: Record<string, (() => void) | undefined> = {
    "+": () => stage.current?.zoomBy(1),
    "=": () => stage.current?.zoomBy(1),
    "-": () => stage.current?.zoomBy(-1),
    "0": () => stage.current?.zoomTo("page"),
    "1": () => stage.current?.zoomTo(1),
    w: () => stage.current?.zoomTo("width"),
    r: () => stage.current?.turn(),
    p: () => setListed(!listed && sheets.count > 1),
    f: props.toggleFullScreen,
    "/": hasWords ? () => setFinding(true) : undefined,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.matches("input, select");
    if (finding && event.key === "Escape") {
      event.preventDefault();
      return closeFind();
    }
    const run = keys[event.key];
    if (typing || !run || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    run();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for all that is in it
    <div className={frame.keys} onKeyDown={onKeyDown}>
      {props.heading}
      <div className={frame.tools}>
        <PageTools
          page={seen.page}
          count={sheets.count}
          goTo={(page) => stage.current?.goTo(page)}
          listed={listed}
          onListed={setListed}
        />
        <ZoomTools stage={stage} view={view} scale={seen.scale} />
        {hasWords && (
          <>
            <span className={frame.gap} />
            <Tool
              label="Find words"
              keys="/"
              icon={<Search aria-hidden />}
              pressed={finding}
              onClick={() => (finding ? closeFind() : setFinding(true))}
            />
            <span className={frame["only-wide"]}>
              <Tool
                label="Select words"
                icon={<TextCursor aria-hidden />}
                pressed={selecting}
                onClick={() => setSelecting(!selecting)}
              />
            </span>
          </>
        )}
      </div>
      <div className={frame.actions}>
        {props.actions}
        {props.end}
      </div>
      <div className={frame.inside}>
        {listed && (
          <Thumbnails
            sheets={sheets}
            current={seen.page}
            onChoose={(page) => stage.current?.goTo(page)}
          />
        )}
        <Stage
          ref={stage}
          sheets={sheets}
          view={view}
          onView={setView}
          label={sheets.count > 1 ? `${title}, page ${seen.page + 1} of ${sheets.count}` : title}
          selecting={selecting}
          poster={props.poster}
          mark={mark}
          onSeen={(page, scale) => setSeen({ page, scale })}
        />
        {finding && (
          <FindBar sheets={sheets} page={seen.page} onMatch={showMatch} onClose={closeFind} />
        )}
      </div>
    </div>
  );
}
