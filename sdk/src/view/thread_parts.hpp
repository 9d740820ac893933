// The pieces of a thread, one file each.
#pragma once

#include <vector>

#include "parvis/model.hpp"
#include "view/node.hpp"
#include "view/views.hpp"

namespace parvis::view {

// The whole thread; with `rows_apart` the list of comments stays empty.
Node thread_frame(const ThreadState& thread, const ViewContext& context, bool rows_apart);
Node comment_item(const Comment& comment, const ThreadState& thread, const ViewContext& context);
Node composer(const ThreadState& thread, const ViewContext& context);
Node reply_composer(const Comment& comment, const ThreadState& thread, const ViewContext& context);
Node edit_composer(const ThreadState& thread, const ViewContext& context);
Node report_form(const Comment& comment, const ThreadState& thread, const ViewContext& context);
void add_footer(Node& article, const Comment& comment, const ThreadState& thread, const ViewContext& context);
void add_page_reactions(Node& box, const ThreadState& thread, const ViewContext& context);
// A text that says whom it is about.
std::string with_name(std::string_view key, const std::string& name, const ViewContext& context);
// Adds the safe tree of a comment's text; without a context, which is where no style sheet of ours is,
// spoilers are no more than marked.
void add_rich(Node& parent, const std::vector<RichNode>& nodes, const ViewContext* context = nullptr);
// What the author is called: the name, or the word for those who gave none.
std::string author_label(const Comment& comment, const ViewContext& context);

}  // namespace parvis::view
