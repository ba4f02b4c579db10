import { InvitePage } from "./invite/invite-page";
import { ResetPage } from "./reset/reset-page";
import { Frame } from "./shared/frame";
import { UnsubscribePage } from "./unsubscribe/unsubscribe-page";

const PAGES = { invite: InvitePage, reset: ResetPage, unsubscribe: UnsubscribePage };

/** The page that a link in a letter leads to: "/invite/{token}" and the like. */
export function App({ path }: { path: string }) {
  const [name = "", token = ""] = path.split("/").slice(1);
  const Page = Object.hasOwn(PAGES, name) ? PAGES[name as keyof typeof PAGES] : undefined;
  if (Page && token) return <Page token={token} />;
  return (
    <Frame title="Page not found">
      <p>Check that the whole link was copied from the letter.</p>
    </Frame>
  );
}
