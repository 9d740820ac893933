// A comment of nothing but spaces: the browser's own check lets it pass, and the core has nothing to post.
import type { Widget } from "./widget.js";

export function refusedBlank({ box, origin }: Widget, act: string): boolean {
  if (!/^post/.test(act)) return false;
  const form = box.querySelector(`form[data-act="${act}"]`);
  const field = form?.querySelector("textarea");
  if (!form || !field || field.value.trim()) return false;
  field.focus();
  if (field.ariaInvalid) return true;
  const line = document.createElement("p");
  line.className = "hint";
  line.role = "alert";
  line.textContent = origin.words?.blank ?? "";
  // The last node of the form, which no patch counts.
  form.append(line);
  field.ariaInvalid = "true";
  const calm = () => {
    line.remove();
    field.ariaInvalid = null;
  };
  field.addEventListener("input", calm, { once: true });
  return true;
}
