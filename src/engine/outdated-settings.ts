/** Ends a call that learns that it goes by settings of yesterday; it begins anew with those of now, and nobody outside sees this. */
export class OutdatedSettings extends Error {}
