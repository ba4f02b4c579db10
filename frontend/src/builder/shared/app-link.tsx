import { Link, type LinkProps, useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type AppLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> &
  Pick<LinkProps, "activeOptions" | "replace" | "resetScroll"> & {
    href: string;
    ref?: Ref<HTMLAnchorElement>;
  };

/** A link to an address made by `paths`. */
export function AppLink({ href, ...rest }: AppLinkProps) {
  const [pathname, query] = href.split("?");
  return (
    <Link
      to={pathname}
      search={Object.fromEntries(new URLSearchParams(query)) as never}
      {...rest}
    />
  );
}

/** Goes to an address made by `paths`. */
export function useGo() {
  const router = useRouter();
  return (href: string, options: { replace?: boolean; resetScroll?: boolean } = {}) =>
    router.navigate({ href, ...options });
}
