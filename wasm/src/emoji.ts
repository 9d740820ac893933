// The choice of emoji, fetched when it is first opened. The reader's own fonts draw them; a screen reader knows their
// names.
import type { Choose } from "./tools.js";

const kGroups: [word: string, all: string][] = [
  ["smileys", "😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😋😛😜🤪🤔🤨😐😑😶🙄😏😣😥😮🤐😯😪😫🥱😴😌😒😓😔😕😲🙁😖😞😟😤😢😭😦😧😨😩🤯😬😰😱🥵🥶😳😵😡😠🤬😷🤒🤕🤢🥳🥺🤠🤫🧐🤓😈👻💀👽🤖💩"],
  ["people", "👍👎👌✌️🤞🤟🤘🤙👈👉👆👇☝️✋🤚🖐️👋🤝🙏💪👏🙌👐🤲✍️👀🧠👶🧒👩👨🧓🤷🤦🙋💃🕺🚶🏃👪"],
  ["nature", "🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🦆🦉🐺🐝🦋🐌🐢🐍🐙🐟🐬🐳🌵🌲🌳🌴🌱🍀🌷🌹🌻🌞🌙⭐🔥🌈☁️⛄💧🌊"],
  ["food", "🍏🍎🍐🍊🍋🍌🍉🍇🍓🍒🍑🥝🍅🥑🌽🥕🍞🧀🥚🥓🍔🍟🍕🌭🌮🥗🍝🍜🍣🍦🍩🍪🎂🍫🍿☕🍵🍺🍷🍸"],
  ["activities", "⚽🏀🏈🎾🏐🎱🏓⛳🎣🥊🏆🥇🎯🎮🎲🧩🎭🎨🎬🎤🎧🎹🎸🎻🎉🎁"],
  ["travel", "🚗🚕🚌🚑🚒🚲🛵🚂✈️🚀🚁⛵⚓🏠🏢🏥🏫⛪🗽🗼🏖️⛰️🏕️🌍🗺️⏰"],
  ["objects", "💡📱💻📷📺📚✏️📎📌✂️🔒🔑🔨🔧💊🩹🛒💰💳✉️📦🗑️🛠️🧪"],
  ["symbols", "❤️🧡💛💚💙💜🖤🤍💔💕💯✅❌❓❗⚠️🚫💤♻️➕➖➡️⬅️⬆️⬇️©️®️"],
];
const kColumns = 8;

const each = (all: string): string[] => [...new Intl.Segmenter("en").segment(all)].map(({ segment }) => segment);

export const choose = (insert: (field: HTMLTextAreaElement, text: string) => void): Choose => (bar, opener, field, words) => {
  const open = bar.querySelector<HTMLElement>(".emojis");
  const close = (): void => {
    bar.querySelector(".emojis")?.remove();
    opener.ariaExpanded = "false";
  };
  if (open) return close();
  const grid = document.createElement("div");
  grid.className = "emojis";
  grid.role = "group";
  grid.ariaLabel = words["editor.emoji"] ?? "";
  for (const [word, all] of kGroups) grid.append(...groupOf(words[`emoji.${word}`] ?? word, each(all)));
  grid.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (!button) return;
    close();
    insert(field, button.textContent ?? "");
  });
  grid.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      opener.focus();
    } else if (!step(grid, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  bar.append(grid);
  opener.ariaExpanded = "true";
  const first = grid.querySelector("button");
  if (first) first.tabIndex = 0;
  first?.focus();
};

function groupOf(label: string, all: string[]): HTMLElement[] {
  const title = document.createElement("p");
  title.textContent = label;
  title.ariaHidden = "true";
  const group = document.createElement("div");
  group.role = "group";
  group.ariaLabel = label;
  for (const emoji of all) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = emoji;
    button.tabIndex = -1;
    group.append(button);
  }
  return [title, group];
}

// Arrows, Home and End go over all of them; one is the stop of the tab key.
function step(grid: HTMLElement, { key, target }: KeyboardEvent): boolean {
  const buttons = [...grid.querySelectorAll("button")];
  const from = buttons.indexOf(target as HTMLButtonElement);
  const ahead = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
  const to = {
    ArrowRight: from + ahead,
    ArrowLeft: from - ahead,
    ArrowDown: from + kColumns,
    ArrowUp: from - kColumns,
    Home: 0,
    End: buttons.length - 1,
  }[key];
  if (to === undefined) return false;
  const next = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
  return true;
}
