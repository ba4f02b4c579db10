/** Where the pages of this entry lead to: other apps, so always a full load. */
export const paths = {
  builder: () => "/",
  builderSignIn: () => "/sign-in",
  builderForgot: () => "/reset",
  portal: () => "/portal",
  portalSignIn: () => "/portal/sign-in",
  portalForgot: () => "/portal/forgot",
};
