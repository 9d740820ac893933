// What a listing of pages shows of their threads: how many comments a page has, and the latest of a site.
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

void add_entry(Node& list, const RecentComment& recent, const ViewContext& context) {
  const Comment& comment = recent.comment;
  Node& item = add_element(list, "li");
  item.key = comment.id;
  Node& article = add_element(item, "article");
  Node& header = add_element(article, "header");
  set(add_labelled(header, "strong", "name", author_label(comment, context)), "dir", "auto");
  Node& time = add_labelled(header, "time", "when",
                            format_relative_time(comment.created_ms, context.now_ms, context.language));
  set(time, "datetime", iso_time(comment.created_ms));
  Node& body = add_element(article, "div", "body");
  set(body, "lang", "");
  set(body, "dir", "auto");
  body.open_children = true;
  add_rich(body, comment.body, &context);
  Node& where = add_labelled(article, recent.url.empty() ? "span" : "a", "where", recent.title);
  set(where, "dir", "auto");
  if (!recent.url.empty()) set(where, "href", recent.url);
}

}  // namespace

Node view_count(const CountItem& item, const ViewContext& context) {
  Node root = widget_root("count", context);
  add_labelled(root.children.front(), "span", {},
               plural_message("thread.count", item.count, context.language));
  return root;
}

Node view_recent(const RecentItem& item, const ViewContext& context) {
  Node root = widget_root("recent", context);
  Node& box = root.children.front();
  if (item.comments.empty()) {
    add_labelled(box, "p", "empty", message("thread.empty", context.language));
    return root;
  }
  Node& list = add_element(box, "ol");
  set(list, "role", "list");
  for (const RecentComment& recent : item.comments) add_entry(list, recent, context);
  return root;
}

}  // namespace parvis::view
