import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { configureClient } from "../api/client";
import { createQueryClient } from "../api/query-client";
import { forgetWhatIsGone } from "./cache";
import { paths } from "./paths";
import { createPortalRouter } from "./routes";

const queryClient = createQueryClient({
  onError: (error, query) => forgetWhatIsGone(queryClient, query, error),
});
const router = createPortalRouter();
const open = [paths.signIn(), paths.forgot()];

configureClient({
  onSessionEnded: () => {
    const { pathname, href } = router.state.location;
    queryClient.clear();
    if (!open.includes(pathname)) void router.navigate({ href: paths.signIn(href), replace: true });
  },
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
