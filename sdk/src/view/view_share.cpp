// The share bar: real links, so that a middle click and a page without scripts work, plus the actions that
// only a script can do (copy, the device's own sheet).
#include "base/url.hpp"
#include "model/share_links.hpp"
#include "parvis/text.hpp"
#include "view/build.hpp"

namespace parvis::view {
namespace {

std::string mastodon_helper(const ShareState& state, const ViewContext& context) {
  const std::string text = state.title.empty() ? state.url : state.title + ' ' + state.url;
  return context.server + "/v1/mastodon?text=" + percent_encode(text);
}

std::string link_of(const ShareState& state, Network network, const ViewContext& context) {
  std::string link = share_link(network, state.url, state.title, state.image, state.mastodon_instance);
  if (link.empty() && network == Network::kMastodon) link = mastodon_helper(state, context);
  return link;
}

Node& add_action(Node& item, const ShareState& state, Network network, const ViewContext& context) {
  const std::string_view name = network_name(network);
  const bool scripted = network == Network::kCopy || network == Network::kNative;
  Node& action = add_element(item, scripted ? "button" : "a", "net");
  set(action, "part", "button");
  set_action(action, "share", name);
  if (scripted) {
    set(action, "type", "button");
    set(action, "data-url", state.url);
    if (network == Network::kNative) set(action, "data-title", state.title);
    if (network == Network::kCopy) set_said(action, "data-done", "share.copied", context);
  } else {
    set(action, "href", link_of(state, network, context));
    set(action, "target", "_blank");
    set(action, "rel", "noopener noreferrer");
  }
  return action;
}

std::string purpose(Network network, const ViewContext& context) {
  const std::string label = network_label(network, context.language);
  if (network >= Network::kEmail) return label;
  return message("share.on", context.language, {{"network", label}});
}

void add_network(Node& list, const ShareState& state, const ShareCount& entry, const ViewContext& context) {
  const std::string_view name = network_name(entry.network);
  Node& item = add_element(list, "li", name);
  item.key = name;
  Node& action = add_action(item, state, entry.network, context);
  const std::string title = purpose(entry.network, context);
  set(action, "title", title);
  set(action, "aria-label",
      entry.count == 0 ? title : title + ", " + said(context, "share.count", entry.count));
  add_icon(action, network_icon(entry.network));
  if (entry.count > 0) {
    add_labelled(action, "span", "count", format_count(entry.count, context.language));
  }
}

void add_instance_form(Node& box, const ViewContext& context) {
  Node& form = add_element(box, "form", "instance");
  set_action(form, "instance");
  Node& label = add_said(form, "label", {}, "share.instance", context);
  Node& field = add_element(label, "input");
  set(field, "type", "text");
  set(field, "name", "instance");
  set(field, "placeholder", "mastodon.social");
  set(field, "autocomplete", "on");
  set(field, "required", "");
  Node& send = add_said(form, "button", "primary", "share.label", context);
  set(send, "type", "submit");
  Node& cancel = add_button(form, "plain", "instance-cancel");
  add_said(cancel, "common.cancel", context);
}

void add_networks(Node& box, const ShareState& state, const ViewContext& context) {
  const std::string label = said(context, "share.label");
  add_labelled(box, "span", "total", state.total == 0 ? label : said(context, "share.count", state.total));
  Node& list = add_element(box, "ul");
  set(list, "role", "list");  // Safari takes it away with the bullets
  set(list, "aria-label", label);
  for (const ShareCount& entry : state.networks) add_network(list, state, entry, context);
  list.open_children = true;
  if (state.asking_instance) add_instance_form(box, context);
  // The host's own line ("Link copied"): written and cleared by it, never by a paint.
  set(add_element(box, "p", "note"), "role", "status");
}

}  // namespace

Node view_share(const ShareState& state, const ViewContext& context) {
  Node root = widget_root("share-box", context);
  Node& box = root.children.front();
  if (state.status.phase == Phase::kLoading) {
    add_skeleton(box, "skeleton", context);
  } else if (state.status.phase == Phase::kFailed) {
    add_retry(box, context);
  } else {
    add_networks(box, state, context);
  }
  add_status(box, state.status, context);
  return root;
}

}  // namespace parvis::view
