/** Are two texts equal? Takes as long for one that differs at its beginning as for one that differs at its end. */
export const sameText = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) difference |= a.charCodeAt(index % a.length) ^ b.charCodeAt(index);
  return difference === 0 && a !== '';
};
