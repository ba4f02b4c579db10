/** A picture that has not reached the server yet. Its key makes sending it again harmless. */
export interface WaitingPicture {
  key: string;
  file: Blob;
  name: string;
  caption: string;
  fieldId?: string;
}

/** What was written into a record and has not reached the server yet, as the browser keeps it. */
export interface Draft<Fields> {
  /** The record; null until it is made. */
  id: string | null;
  /** The Idempotency-Key of making it: however often that is tried, there will be one. */
  createKey: string;
  /** The version of the record that what was written stands on. */
  version: number | null;
  fields: Partial<Fields>;
  pictures: WaitingPicture[];
}

/** What the server answers to what it has taken. */
export interface Taken {
  id: string;
  version: number;
}

/** How a kind of record reaches the server. All reject with what the API's client throws. */
export interface Transport<Fields> {
  create(fields: Partial<Fields>, key: string): Promise<Taken>;
  /** Without a version it is taken whatever the record has become. */
  update(id: string, fields: Partial<Fields>, version: number | null): Promise<Taken>;
  picture(id: string, picture: WaitingPicture): Promise<void>;
}

/** Where drafts are kept on this device. */
export interface DraftStore {
  load<Fields>(key: string): Promise<Draft<Fields> | undefined>;
  save<Fields>(key: string, draft: Draft<Fields>): Promise<void>;
  drop(key: string): Promise<void>;
}

export const isSent = <Fields>({ fields, pictures }: Draft<Fields>): boolean =>
  Object.keys(fields).length === 0 && pictures.length === 0;
