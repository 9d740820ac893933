#include "api/json_ld.hpp"

#include "api/html.hpp"
#include "base/json.hpp"

namespace parvis::server {

namespace {

void append_text(std::string& out, const std::vector<RichNode>& nodes) {
  for (const RichNode& node : nodes) {
    switch (node.kind) {
      case RichNode::Kind::kParagraph:
      case RichNode::Kind::kHeading:
      case RichNode::Kind::kListItem:
      case RichNode::Kind::kQuote:
      case RichNode::Kind::kCodeBlock:
      case RichNode::Kind::kRule:
      case RichNode::Kind::kLineBreak:
        if (!out.empty() && out.back() != '\n') out += '\n';
        break;
      default:
        break;
    }
    out += node.kind == RichNode::Kind::kMention ? "@" + node.detail : node.text;
    append_text(out, node.children);
  }
}

class Writing {
 public:
  explicit Writing(const Discussion& discussion) : discussion_(discussion), list_(discussion.shown) {}

  std::string all() {
    out_.begin_object().member("@context", "https://schema.org").member("@type", "DiscussionForumPosting");
    if (!discussion_.address.empty()) {
      out_.member("@id", discussion_.address).member("url", discussion_.address);
      out_.member("mainEntityOfPage", discussion_.address);
    }
    out_.member("headline", discussion_.title).member("text", discussion_.title);
    out_.member("inLanguage", discussion_.language);
    if (discussion_.created_ms != 0) out_.member("datePublished", iso_time(discussion_.created_ms));
    out_.key("author")
        .begin_object()
        .member("@type", "Organization")
        .member("name", discussion_.site)
        .end_object();
    out_.member("commentCount", discussion_.comments).key("interactionStatistic").begin_array();
    counter("LikeAction", discussion_.likes);
    counter("ShareAction", discussion_.shares);
    counter("CommentAction", discussion_.comments);
    out_.end_array();
    std::size_t at = 0;
    comments(at, -1);
    out_.end_object();
    return without_tags(out_.take());
  }

 private:
  void counter(std::string_view action, std::int64_t count) {
    out_.begin_object().member("@type", "InteractionCounter");
    out_.key("interactionType").begin_object().member("@type", action).end_object();
    out_.member("userInteractionCount", count).end_object();
  }

  // Those from `at` on that stand below one of this depth. What is said below a tombstone stands in its
  // place.
  void comments(std::size_t& at, std::int32_t above) {
    if (at == list_.size() || list_[at].depth <= above) return;
    out_.key("comment").begin_array();
    while (at < list_.size() && list_[at].depth > above) {
      const Comment& one = list_[at];
      ++at;
      if (one.status == CommentStatus::kPublished) comment(one, at);
    }
    out_.end_array();
  }

  void comment(const Comment& one, std::size_t& at) {
    out_.begin_object().member("@type", "Comment");
    if (!discussion_.address.empty()) {
      const std::string address = discussion_.address + "#c-" + one.id;
      out_.member("@id", address).member("url", address);
    }
    out_.member("identifier", one.id).member("text", plain_text(one.body));
    out_.member("datePublished", iso_time(one.created_ms));
    if (one.edited_ms != 0) out_.member("dateModified", iso_time(one.edited_ms));
    if (!one.name.empty())
      out_.key("author").begin_object().member("@type", "Person").member("name", one.name).end_object();
    out_.member("upvoteCount", one.likes).member("downvoteCount", one.down);
    out_.key("interactionStatistic").begin_array();
    counter("LikeAction", one.likes);
    out_.end_array();
    comments(at, one.depth);
    out_.end_object();
  }

  // A script element ends at the first "</script" of its text, whatever that is to JSON.
  static std::string without_tags(const std::string& json) {
    std::string out;
    for (char c : json) {
      if (c == '<')
        out += "\\u003c";
      else if (c == '>')
        out += "\\u003e";
      else
        out += c;
    }
    return out;
  }

  const Discussion& discussion_;
  const CommentList& list_;
  JsonWriter out_;
};

}  // namespace

std::string plain_text(const std::vector<RichNode>& body) {
  std::string out;
  append_text(out, body);
  return out;
}

std::string json_ld(const Discussion& discussion) { return Writing(discussion).all(); }

}  // namespace parvis::server
