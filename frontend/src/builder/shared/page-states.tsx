import { Button, Skeleton } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import DoorClosed from "lucide-react/icons/door-closed";
import Lock from "lucide-react/icons/lock";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { PageHeader } from "../../ui/page-header";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { useGo } from "./app-link";

export function PagePending() {
  return (
    <div>
      <Skeleton width="14rem" height={30} mb="xl" />
      <SkeletonRows label="Loading the page" />
    </div>
  );
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const again = useEffectEvent(retry);
  useEffect(() => {
    const onOnline = () => again();
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, []);
  return <ErrorState error={error} retry={retry} />;
}

/** Stands where a role has nothing to do, whoever typed its address. */
export function NotYours({ children }: { children: ReactNode }) {
  return (
    <EmptyState icon={<Lock />} title="Nothing for your role here">
      {children}
    </EmptyState>
  );
}

export function Missing() {
  const go = useGo();
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState
        icon={<DoorClosed />}
        title="Nothing behind this door"
        action={<Button onClick={() => go(paths.projects())}>Go to projects</Button>}
      >
        The address may be mistyped, or what was here has been deleted.
      </EmptyState>
    </>
  );
}
