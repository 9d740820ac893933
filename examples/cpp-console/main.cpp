// A page's community in a terminal: shows the likes, likes the page, posts a comment and prints the thread.
//
//   parvis-console http://127.0.0.1:8080 mug --like --name Ana --say "Just what I **wanted**."
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "parvis/httplib_transport.hpp"
#include "parvis/parvis.hpp"

namespace {

struct Wishes {
  std::string server, page, site = "demo", language = "en", name, text;
  bool like = false;
};

constexpr const char* kUsage =
    "parvis-console SERVER PAGE [--site NAME] [--lang TAG] [--like] [--name NAME] [--say TEXT]\n";

bool read_wishes(int count, char** values, Wishes& out) {
  if (count < 3) return false;
  out.server = values[1];
  out.page = values[2];
  for (int i = 3; i < count; ++i) {
    std::string option = values[i];
    if (option == "--like") {
      out.like = true;
      continue;
    }
    if (++i == count) return false;
    if (option == "--site")
      out.site = values[i];
    else if (option == "--lang")
      out.language = values[i];
    else if (option == "--name")
      out.name = values[i];
    else if (option == "--say")
      out.text = values[i];
    else
      return false;
  }
  return true;
}

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// A console has no loop of its own, so this is it: poll until `done` holds or a quarter of a minute is over.
template <typename Condition>
bool wait_until(parvis::Client& client, Condition done) {
  std::int64_t give_up = now_ms() + 15'000;
  while (now_ms() < give_up) {
    client.poll(now_ms());
    if (done()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

// The words of a comment without their styles.
void append_plain(const std::vector<parvis::RichNode>& nodes, std::string& out) {
  using Kind = parvis::RichNode::Kind;
  for (const parvis::RichNode& node : nodes) {
    bool block = node.kind == Kind::kParagraph || node.kind == Kind::kQuote || node.kind == Kind::kListItem ||
                 node.kind == Kind::kHeading || node.kind == Kind::kCodeBlock ||
                 node.kind == Kind::kLineBreak;
    if (block && out.find_first_not_of(' ') != std::string::npos && out.back() != '\n') out += '\n';
    if (node.kind == Kind::kListItem) out += "- ";
    out += node.text;
    append_plain(node.children, out);
  }
}

void print_comment(const parvis::Comment& comment, const std::string& language) {
  std::string indent(static_cast<std::size_t>(comment.depth) * 4, ' ');
  if (comment.status != parvis::CommentStatus::kPublished) {
    bool hidden = comment.status == parvis::CommentStatus::kHidden;
    std::printf("%s(%s)\n", indent.c_str(),
                parvis::message(hidden ? "comment.hidden" : "comment.deleted", language).c_str());
    return;
  }
  std::string name = comment.name.empty() ? parvis::message("comment.anonymous", language) : comment.name;
  std::printf("%s%s #%s · %s", indent.c_str(), name.c_str(), comment.tag.c_str(),
              parvis::format_relative_time(comment.created_ms, now_ms(), language).c_str());
  if (comment.likes > 0)
    std::printf(" · %s", parvis::plural_message("like.count", comment.likes, language).c_str());
  std::string text = indent;
  append_plain(comment.body, text);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    text.insert(at + 1, indent);
  std::printf("\n%s\n\n", text.c_str());
}

int complain(const parvis::Error& error, const std::string& language) {
  std::fprintf(stderr, "%s (%s)\n", parvis::error_sentence(error, language).c_str(), error.detail.c_str());
  return 1;
}

int run(const Wishes& wishes) {
  using parvis::Phase;
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;  // a new reader each time; an app would keep the token in a file
  parvis::Client client({.server = wishes.server, .site = wishes.site, .language = wishes.language},
                        transport, storage);
  parvis::PageRef page{.key = wishes.page};
  parvis::LikeButton like(client, {.page = page});
  parvis::CommentThread thread(client, {.page = page, .sort = parvis::Sort::kOldest});

  bool answered = wait_until(client, [&] {
    return like.state().status.phase != Phase::kLoading && thread.state().status.phase != Phase::kLoading;
  });
  if (const auto& error = like.state().status.error) return complain(*error, wishes.language);
  if (!answered) return complain(parvis::Error{parvis::ErrorCode::kTimeout, "no answer", 0}, wishes.language);
  std::printf("%s: %s\n", wishes.page.c_str(),
              parvis::plural_message("like.count", like.state().shown.count, wishes.language).c_str());

  if (wishes.like) like.set_liked(true);
  if (!wishes.text.empty()) {
    thread.set_author_name(wishes.name);
    thread.set_draft(wishes.text);
    thread.post();
  }
  wait_until(client, [&] { return !client.busy(); });
  if (const auto& error = like.state().status.error) return complain(*error, wishes.language);
  if (const auto& error = thread.state().status.error) return complain(*error, wishes.language);
  if (wishes.like) {
    std::printf("%s: %s\n", parvis::message("like.liked", wishes.language).c_str(),
                parvis::plural_message("like.count", like.state().shown.count, wishes.language).c_str());
  }
  std::printf("\n%s\n\n",
              parvis::plural_message("thread.count", thread.state().total, wishes.language).c_str());
  for (const parvis::Comment& comment : thread.state().comments) print_comment(comment, wishes.language);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  Wishes wishes;
  if (read_wishes(count, values, wishes)) return run(wishes);
  std::fputs(kUsage, stderr);
  return 2;
}
