// Parvis's first paint: the server's answer through the applier that the loader carries.
import {apply} from '../../../wasm/src/applier.ts';

export const parvis = () => ({
  build: (root, text) => apply(root, JSON.parse(text).items[0].paint),
});
