import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { configureClient } from "../api/client";
import { createQueryClient } from "../api/query-client";
import { cssVariables, theme } from "../theme/theme";
import { paths } from "./paths";
import { createBuilderRouter } from "./router";
import { startUploads } from "./shared/uploads/start";
import { UploadsContext } from "./shared/uploads/use-uploads";

const queryClient = createQueryClient();
const router = createBuilderRouter(queryClient);
const uploads = startUploads(queryClient);

configureClient({
  onSessionEnded: () => {
    const { location, status } = router.state;
    // While a page is on its way its own guard sends to the sign-in.
    if (status === "pending" || isOpenPage(location.pathname)) return;
    void router
      .navigate({ href: paths.signIn(location.href), replace: true })
      .then(() => queryClient.clear());
  },
});

const isOpenPage = (pathname: string) =>
  [paths.signIn(), paths.signUp(), paths.reset()].includes(pathname);

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-left" limit={3} />
      <QueryClientProvider client={queryClient}>
        <UploadsContext value={uploads}>
          <RouterProvider router={router} />
        </UploadsContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
