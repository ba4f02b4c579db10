import type { PictureAddresses } from "../../ui/records/record-photos";
import { fileAddress, previewAddress } from "../paths";

/** Where clients find the pictures of records. */
export const PICTURES: PictureAddresses = {
  preview: previewAddress,
  download: (fileId) => fileAddress(fileId, true),
};
