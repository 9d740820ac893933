// The way to what the server holds of the reader: its page /me, which wants their token. A form brings it there, so
// that it stands in no address; the form is made for the moment of the press alone.
import type { Bridge } from "./bridge.js";
import type { Widget } from "./widget.js";

// The last node of the thread, which no patch counts.
export function addOwnData({ config, storage }: Bridge, { box, lang }: Widget, word: string | undefined): void {
  const thread = box.querySelector(".thread");
  if (!thread || !word || thread.lastElementChild?.matches(".mine")) return;
  const token = () => storage.get(`parvis:${config.server}:token`) ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain mine";
  button.textContent = word;
  button.addEventListener("click", () => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${config.server}/me`;
    form.target = "_blank";
    form.rel = "noopener";
    form.append(...Object.entries({ token: token(), act: "export", lang }).map(hidden));
    thread.append(form);
    form.submit();
    form.remove();
  });
  thread.append(button);
}

function hidden([name, value]: [string, string]): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}
