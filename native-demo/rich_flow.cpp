#include "rich_flow.hpp"

namespace parvis::demo {
namespace {

void collect(std::span<const RichNode> nodes, const Ink& ink, std::vector<Run>& out) {
  using Kind = RichNode::Kind;
  for (const RichNode& node : nodes) {
    Ink inner = ink;
    switch (node.kind) {
      case Kind::kText:
        out.push_back({node.text, ink});
        continue;
      case Kind::kCode:
        inner.code = true;
        out.push_back({node.text, inner});
        continue;
      case Kind::kLineBreak:
        out.push_back({{}, ink, true});
        continue;
      case Kind::kEmphasis:
        inner.italic = true;
        break;
      case Kind::kStrong:
        inner.bold = true;
        break;
      case Kind::kStrike:
        inner.strike = true;
        break;
      case Kind::kLink:
        inner.link = node.detail;
        break;
      case Kind::kImage:
        inner.link = node.detail;
        out.push_back({node.text.empty() ? node.detail : node.text, inner});
        continue;
      case Kind::kSpoiler:
        inner.spoiler = true;
        break;
      case Kind::kMention:
        inner.mention = true;
        out.push_back({"@", inner});
        out.push_back({node.detail, inner});
        continue;
      default:
        break;
    }
    collect(node.children, inner, out);
  }
}

std::size_t character_end(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

class Flow {
 public:
  Flow(float width, const Measure& measure) : width_(width), measure_(measure) {}

  void add(const Run& run) {
    if (run.line_break) return new_line();
    std::string_view text = run.text;
    while (!text.empty()) {
      std::size_t spaces = text.find_first_not_of(" \n\t");
      if (spaces == std::string_view::npos) spaces = text.size();
      if (spaces > 0) space_ = true;
      std::size_t end = text.find_first_of(" \n\t", spaces);
      if (end == std::string_view::npos) end = text.size();
      if (end > spaces) word(text.substr(spaces, end - spaces), run.ink);
      text.remove_prefix(end);
    }
  }

  std::vector<FlowLine> finish() {
    if (!lines_.back().empty() || lines_.size() == 1) return std::move(lines_);
    lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void new_line() {
    lines_.emplace_back();
    x_ = 0;
    space_ = false;
  }

  void word(std::string_view text, const Ink& ink) {
    bool inside_code = ink.code && !lines_.back().empty() && lines_.back().back().ink == ink;
    float lead = space_ && !lines_.back().empty() ? measure_(" ", inside_code ? ink : Ink{}) : 0;
    float width = measure_(text, ink);
    if (x_ + lead + width > width_ && !lines_.back().empty() && (space_ || x_ + width > width_)) {
      new_line();
      lead = 0;
    }
    if (width > width_) return broken_word(text, ink);
    place(text, ink, lead, width);
  }

  void broken_word(std::string_view text, const Ink& ink) {
    while (!text.empty()) {
      std::size_t end = character_end(text, 0);
      while (end < text.size() && x_ + measure_(text.substr(0, character_end(text, end)), ink) <= width_) {
        end = character_end(text, end);
      }
      place(text.substr(0, end), ink, 0, measure_(text.substr(0, end), ink));
      text.remove_prefix(end);
      if (!text.empty()) new_line();
    }
  }

  void place(std::string_view text, const Ink& ink, float lead, float width) {
    FlowLine& line = lines_.back();
    bool joins = !line.empty() && line.back().ink == ink &&
                 line.back().text.data() + line.back().text.size() + (lead > 0 ? 1 : 0) == text.data();
    if (joins) {
      Piece& last = line.back();
      last.text = std::string_view(last.text.data(),
                                   static_cast<std::size_t>(text.data() + text.size() - last.text.data()));
      last.width = x_ + lead + width - last.x;
    } else {
      line.push_back({text, ink, x_ + lead, width});
    }
    x_ += lead + width;
    space_ = false;
  }

  float width_;
  const Measure& measure_;
  std::vector<FlowLine> lines_{1};
  float x_ = 0;
  bool space_ = false;
};

}  // namespace

std::vector<Run> runs_of(std::span<const RichNode> nodes) {
  std::vector<Run> out;
  collect(nodes, {}, out);
  return out;
}

std::vector<FlowLine> flow(const std::vector<Run>& runs, float width, const Measure& measure) {
  Flow flow(width, measure);
  for (const Run& run : runs) flow.add(run);
  return flow.finish();
}

}  // namespace parvis::demo
