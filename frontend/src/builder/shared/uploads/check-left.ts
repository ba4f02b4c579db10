import type { Left } from "./queue";

/** Asks the server how far the upload of a closed page has come; what it has thrown away begins anew. */
export async function checkLeft(left: Left): Promise<Left> {
  if (!left.uploadUrl) return left;
  const headers = { "Tus-Resumable": "1.0.0" };
  const answer = await fetch(left.uploadUrl, { method: "HEAD", headers }).catch(() => null);
  if (answer?.ok) return { ...left, sent: Number(answer.headers.get("Upload-Offset") ?? 0) };
  return answer?.status === 404 ? { ...left, uploadUrl: null, sent: 0 } : left;
}
