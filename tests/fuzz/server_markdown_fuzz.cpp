#include "base/url.hpp"
#include "base/utf8.hpp"
#include "fuzz_check.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/markdown.hpp"
#include "rules/names.hpp"

using namespace parvis;

namespace {

bool safe(const std::vector<RichNode>& nodes, int depth) {
  for (const RichNode& node : nodes) {
    if (node.kind != RichNode::Kind::kText && depth >= server::limits::kRichDepth) return false;
    if (node.kind == RichNode::Kind::kLink && !safe_link(node.detail)) return false;
    if (!safe(node.children, depth + 1)) return false;
  }
  return true;
}

}  // namespace

// Whatever is posted, the tree is safe, and the client reads back what the server wrote.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  if (!utf8_valid(text)) return 0;
  const auto tree =
      server::parse_markdown(server::clean_text(utf8_prefix(text, server::limits::kCommentText)));
  FUZZ_CHECK(safe(tree, 0));
  JsonWriter out;
  write_rich(out, tree);
  const auto document = JsonDocument::parse(out.text());
  FUZZ_CHECK(document.ok());
  const auto again = read_rich(document.value().root());
  FUZZ_CHECK(again.ok() && again.value() == tree);
  return 0;
}
