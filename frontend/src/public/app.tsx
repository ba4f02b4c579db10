import { lazy, Suspense } from "react";
import { InvitePage } from "./invite/invite-page";
import { Frame } from "./shared/frame";

/** Most who come here have been invited; the other pages are loaded when they are wanted. */
const PAGES = {
  invite: InvitePage,
  p: lazy(() => import("./link/link-page")),
  reset: lazy(() => import("./reset/reset-page")),
  unsubscribe: lazy(() => import("./unsubscribe/unsubscribe-page")),
};

/** The page that a link in a letter leads to: "/invite/{token}" and the like. */
export function App({ path }: { path: string }) {
  const [name = "", token = ""] = path.split("/").slice(1);
  const Page = Object.hasOwn(PAGES, name) ? PAGES[name as keyof typeof PAGES] : undefined;
  if (Page && token)
    return (
      <Suspense>
        <Page token={token} />
      </Suspense>
    );
  return (
    <Frame title="Page not found">
      <p>Check that the whole link was copied from the letter.</p>
    </Frame>
  );
}
