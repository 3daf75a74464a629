/** Makes what belongs to a shape once, when it is first needed. There are few shapes, so all of them are kept. */
export const byShape = <Shape, Made>(
  keyOf: (shape: Shape) => string,
  make: (shape: Shape) => Made,
): ((shape: Shape) => Made) => {
  const made = new Map<string, Made>();
  return (shape) => {
    const key = keyOf(shape);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(shape);
    made.set(key, fresh);
    return fresh;
  };
};
