import { useInfiniteQuery } from "@tanstack/react-query";
import Images from "lucide-react/icons/images";
import type { Item, Project } from "../../api/gen/types.gen";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { paths, previewAddress } from "../paths";
import { AppLink } from "../shared/app-link";
import { foldersIn } from "../shared/item/tree";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";
import { ClientBadge } from "../shared/sharing/client-badge";
import classes from "./albums.module.css";
import { coversOf } from "./covers";

/** The albums of one place, each with the newest of its photos on it. */
export function Albums(props: {
  project: Project;
  folders: Item[];
  parent: string | null;
  actions: (item: Item) => MenuAction[][];
}) {
  const { project, folders } = props;
  const albums = foldersIn(folders, props.parent);
  const newest = useInfiniteQuery({
    ...projectQueries.photos(project.id, {}),
    enabled: albums.length > 0,
  });
  if (albums.length === 0) return null;
  const covers = coversOf(folders, allItems(newest.data));
  return (
    <ul className={classes.albums}>
      {albums.map((album) => (
        <li key={album.id} className={classes.album}>
          <AppLink href={paths.photos(project.id, { folder: album.id })} className={classes.link}>
            <Cover photo={covers.get(album.id)} />
            <span className={classes.title}>{album.title}</span>
          </AppLink>
          <span className={classes.badge}>
            <ClientBadge
              shared={album.shared}
              clients={project.clients}
              folder={folders.find(({ id }) => id === album.shared.inherited_from)?.title}
            />
          </span>
          <span className={classes.menu}>
            <RowMenu label={`Actions for ${album.title}`} groups={props.actions(album)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Cover({ photo }: { photo: Item | undefined }) {
  if (photo?.file_id)
    return (
      <img
        className={classes.cover}
        src={previewAddress(photo.file_id, "small")}
        alt=""
        loading="lazy"
        decoding="async"
      />
    );
  return (
    <span className={classes.cover}>
      <Images size={32} aria-hidden />
    </span>
  );
}
