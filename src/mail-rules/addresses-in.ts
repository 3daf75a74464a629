import { foldAddress, isEmailAddress } from '../text/email-address.ts';

/** The plain addresses in a header value, folded, in order and once each: `rfc822;Bob@x.example` as well as `Bob <bob@x.example>`. */
export const addressesIn = (value: string): readonly string[] => {
  const words = value.slice(0, longest).split(/[\s<>()[\],;:"]+/);
  return [...new Set(words.filter(isEmailAddress).map(foldAddress))];
};

const longest = 8000;
