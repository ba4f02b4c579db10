import Download from "lucide-react/icons/download";
import { useState } from "react";
import { portalItems } from "../../api/gen/sdk.gen";
import type { PortalItem } from "../../api/gen/types.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { type Trouble, troubleOf } from "../../ui/problem";
import { archiveAddress } from "../paths";
import { inParts } from "./parts";

/** All photos as a ZIP: an album as it is, everything else with each album as a folder in it. */
export function DownloadAll(props: { project: string; album?: string; albums: PortalItem[] }) {
  const { project, album, albums } = props;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [parts, setParts] = useState<string[][]>([]);

  if (album)
    return (
      <a className="button" href={archiveAddress(project, [album])} download>
        <Download size={20} aria-hidden />
        Download all
      </a>
    );

  const gather = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const loose = await looseIn(project);
      const found = inParts([...albums.map(({ id }) => id), ...loose]);
      const [only] = found;
      if (only && found.length === 1) save(archiveAddress(project, only));
      else setParts(found);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button busy={busy} onClick={() => void gather()}>
        <Download size={20} aria-hidden />
        Download all
      </Button>
      {trouble && <TroubleNotice trouble={trouble} />}
      {parts.length > 0 && (
        <div className="calm stack" role="status">
          <p>These are too many for one file. Download them one after the other:</p>
          {parts.map((ids, index) => (
            <a
              key={ids[0]}
              className="button"
              href={archiveAddress(project, ids)}
              download={`Photos ${index + 1} of ${parts.length}.zip`}
            >
              Part {index + 1} of {parts.length}
            </a>
          ))}
        </div>
      )}
    </>
  );
}

/** The photos that lie in no album. */
async function looseIn(project: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await portalItems({
      path: { id: project },
      query: { kind: "photo", parent_id: "root", limit: 200, cursor },
    });
    ids.push(...data.items.map(({ id }) => id));
    cursor = data.next ?? undefined;
  } while (cursor);
  return ids;
}

function save(address: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
