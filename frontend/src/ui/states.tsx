import { Alert, Button, Skeleton, Text, Title } from "@mantine/core";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ReactNode } from "react";
import { reasonOf, type Trouble, troubleOf } from "./problem";
import classes from "./states.module.css";

/** Says what comes here, who adds it, and offers one action. */
export function EmptyState(props: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <div className={classes.emptyIcon} aria-hidden>
        {props.icon}
      </div>
      <Title order={2}>{props.title}</Title>
      <Text className={classes.words}>{props.children}</Text>
      {props.action}
    </div>
  );
}

/** What stands where a list or page could not be loaded. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className={classes.error}>
      <TroubleAlert trouble={troubleOf(error)} />
      {retry && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** A failure beside what caused it. */
export function TroubleAlert({ trouble }: { trouble: Trouble }) {
  return (
    <Alert role="alert" color="red" icon={<CircleAlert aria-hidden />} title={trouble.title}>
      {reasonOf(trouble)}
      {trouble.requestId && trouble.status >= 500 && (
        <Text size="sm" mt={4}>
          If it goes on, quote this number: <code>{trouble.requestId}</code>
        </Text>
      )}
    </Alert>
  );
}

/** Rows in the shape of the list that is on its way. */
export function SkeletonRows({ rows = 5, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className={classes.rows}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className={classes.row}>
          <Skeleton width={28} height={28} radius="md" />
          <div className={classes.lines}>
            <Skeleton width={`${62 - ((row * 13) % 30)}%`} height={14} />
            <Skeleton width="28%" height={11} mt={8} />
          </div>
        </div>
      ))}
    </div>
  );
}
