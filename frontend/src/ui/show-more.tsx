import { Button } from "@mantine/core";
import { troubleOf } from "./problem";
import classes from "./show-more.module.css";
import { TroubleAlert } from "./states";

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

/** The foot of a list that has more; a page that fails leaves what is there and offers to go on. */
export function ShowMore({ pages }: { pages: Pages }) {
  if (!pages.hasNextPage) return null;
  return (
    <div className={classes.more}>
      {pages.isFetchNextPageError && <TroubleAlert trouble={troubleOf(pages.error)} />}
      <Button
        variant="default"
        loading={pages.isFetchingNextPage}
        onClick={() => pages.fetchNextPage()}
      >
        Show more
      </Button>
    </div>
  );
}
