import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import {
  listClientsInfiniteOptions,
  listProjectsInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import { PickList, type PickOption } from "../../ui/pick-list";
import { ShowMore } from "../../ui/show-more";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { allItems, pagesFrom } from "./pages";
import { ClientStatusBadge } from "./status";

interface PickerProps {
  label: string;
  description?: string;
  error?: ReactNode;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** What is chosen already is offered too, even when the list has not come as far as that yet. */
export function ProjectPicker(props: PickerProps & { known?: PickOption[] }) {
  const pages = useInfiniteQuery({
    ...listProjectsInfiniteOptions({ query: { limit: 200 } }),
    ...pagesFrom({}),
  });
  if (pages.isPending) return <SkeletonRows rows={3} label="Loading projects" />;
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  const listed: PickOption[] = allItems(pages.data).map(({ id, name }) => ({ id, name }));
  const rest = (props.known ?? []).filter(({ id }) => !listed.some((one) => one.id === id));
  return (
    <PickList
      {...props}
      options={[...rest, ...listed]}
      empty="There is no project yet."
      foot={<ShowMore pages={pages} />}
    />
  );
}

export function ClientPicker(props: PickerProps & { without?: string[]; empty: string }) {
  const pages = useInfiniteQuery({
    ...listClientsInfiniteOptions({ query: { limit: 200 } }),
    ...pagesFrom({}),
  });
  if (pages.isPending) return <SkeletonRows rows={3} label="Loading clients" />;
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  const options = allItems(pages.data)
    .filter(({ id, status }) => status !== "revoked" && !props.without?.includes(id))
    .map(({ id, name, status }) => ({ id, name, note: <ClientStatusBadge status={status} /> }));
  return <PickList {...props} options={options} foot={<ShowMore pages={pages} />} />;
}
