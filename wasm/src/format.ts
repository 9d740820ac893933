// The number of the patch format that applier.ts knows (kPaintFormat of sdk/src/view/patch.hpp).
export const kPaintFormat = 1;
