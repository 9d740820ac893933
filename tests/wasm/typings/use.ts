// Compiled, never run: what an integrator writes.
const like = document.createElement("parvis-like");
like.setAttribute("page", "mug");
like.addEventListener("parvis:like", ({ detail }) => {
  const count: number = detail.count;
  const liked: boolean = detail.liked;
  document.title = `${count} ${liked}`;
});
document.addEventListener("parvis:before", (event) => {
  if (event.detail.action === "comment") event.preventDefault();
  // @ts-expect-error there is no such action
  if (event.detail.action === "clap") event.preventDefault();
});
window.addEventListener("parvis:error", ({ detail: { code, name } }) => void [code.toFixed(), name.length]);
document.querySelector("parvis-comments")?.shadowRoot.querySelector("ol");

Parvis.configure({ site: "shop", theme: "dark" });
const made: HTMLElement | null = window.Parvis.mount("#place", "share", { networks: "x,copy", title: "A mug" });
if (made) Parvis.unmount(made);
Parvis.refresh();
// @ts-expect-error sort is no attribute of a like button
Parvis.mount(document.body, "like", { sort: "best" });
// @ts-expect-error no such theme
Parvis.configure({ theme: "purple" });
