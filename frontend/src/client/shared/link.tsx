import { Link, type LinkProps, useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> &
  Pick<LinkProps, "resetScroll"> & {
    href: string;
    /** Current only on this very page, not on those below it. */
    exact?: boolean;
  };

/** A link to an address made by `paths`; the page it leads to marks it as current. */
export function PortalLink({ href, exact, ...rest }: Props) {
  const [pathname, query] = href.split("?");
  const search = Object.fromEntries(new URLSearchParams(query)) as never;
  return (
    <Link to={pathname} search={search} activeOptions={{ exact, includeSearch: false }} {...rest} />
  );
}

/** Goes to an address made by `paths`. */
export function useGo() {
  const router = useRouter();
  return (href: string, options: { replace?: boolean; resetScroll?: boolean } = {}) =>
    router.navigate({ href, ...options });
}
