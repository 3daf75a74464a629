/** Languages in which texts ship. */
export type Language = 'en' | 'de';
export const languages: readonly Language[] = ['en', 'de'];
