/** What the server takes for a photo, as a file chooser is told. */
export const PHOTO_TYPES =
  "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,.heic,.heif";
