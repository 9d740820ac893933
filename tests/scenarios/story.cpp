#include "story.hpp"

#include <cmath>
#include <utility>

#include "../support/apply_patch.hpp"
#include "canonical_html.hpp"
#include "words.hpp"

namespace parvis::test {
namespace {

MemoryOptions with_clock(std::int64_t& now, std::uint32_t& seed) {
  MemoryOptions options;
  options.sites = {{"shop", {"https://shop.example"}}};
  options.clock = [&now] { return now; };
  options.random = [&seed](unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      seed = seed * 1664525U + 1013904223U;
      out[i] = static_cast<unsigned char>(seed >> 24);
    }
  };
  return options;
}

}  // namespace

Story::Story(std::string name) : name_(std::move(name)), server_(with_clock(now_, server_seed_)) {}

Story::~Story() {
  if (client_ != 0) parvis_client_free(client_);
}

void Story::fail(const std::string& why) {
  problems.push_back(name_ + ":" + std::to_string(line_number_) + ": " + line_ + "\n    " + why);
}

bool Story::play(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    ++line_number_;
    if (line.empty() || line.front() == '#') continue;
    line_ = line;
    step(line);
  }
  return problems.empty();
}

nlohmann::ordered_json Story::recorded() const { return {{"answers", answers_}, {"paints", paints_}}; }

void Story::step(std::string line) {
  for (const auto& [name, value] : values_) {
    for (std::size_t at = line.find(name); at != std::string::npos; at = line.find(name, at + value.size())) {
      line.replace(at, name.size(), value);
    }
  }
  host_.log.push_back("> " + line);
  Words words(line);
  const std::string verb = words.next();
  if (!do_client_step(verb, words) && !do_world_step(verb, words) && !do_check_step(verb, words)) {
    fail("no such step");
  }
  paint_all();
}

bool Story::do_client_step(const std::string& verb, Words& words) {
  if (verb == "client") {
    start(words.rest());
  } else if (verb == "mount" || verb == "resume") {
    const std::string name = words.next();
    const std::string kind = words.next();
    auto options = nlohmann::ordered_json::parse(words.rest());
    verb == "mount" ? mount(name, kind, std::move(options)) : resume(name, kind, std::move(options));
  } else if (verb == "unmount") {
    const std::string name = words.next();
    if (Widget* widget = find(name)) parvis_unmount(widget->handle);
    std::erase_if(widgets_, [&](const Widget& widget) { return widget.name == name; });
  } else if (verb == "refresh") {
    parvis_refresh(client_);
  } else if (verb == "push") {
    const std::string event = words.rest();
    if (parvis_push(client_, event.data(), event.size()) < 0) {
      host_.log.push_back("refused " + std::to_string(parvis_last_error()));
    }
  } else if (verb == "restart") {
    parvis_client_free(client_);
    widgets_.clear();
    host_.open.clear();
    start(client_options_);
  } else if (verb == "do") {
    act(words);
  } else if (verb == "poll") {
    poll(words.number());
  } else if (verb == "settle") {
    for (int i = 0; i < 20 && (i == 0 || !host_.open.empty()); ++i) poll(10);
    if (!host_.open.empty()) fail("it never comes to rest");
  } else {
    return false;
  }
  return true;
}

void Story::start(const std::string& options) {
  client_options_ = options;
  nlohmann::ordered_json all = {{"server", "https://c.example"}, {"site", "shop"}, {"language", "en"}};
  if (!options.empty()) all.update(nlohmann::ordered_json::parse(options));
  const std::string text = all.dump();
  const parvis_host functions = host_.functions();
  client_ = parvis_client_new(&functions, text.data(), text.size());
  if (client_ <= 0) fail("no client: error " + std::to_string(parvis_last_error()));
}

void Story::mount(const std::string& name, const std::string& kind, nlohmann::ordered_json options) {
  const std::string text = options.dump();
  Widget widget;
  widget.name = name;
  widget.handle = parvis_mount(client_, kind.c_str(), text.data(), text.size());
  if (widget.handle <= 0) {
    fail("not mounted: error " + std::to_string(parvis_last_error()));
    return;
  }
  host_.names[widget.handle] = name;
  widgets_.push_back(std::move(widget));
}

void Story::resume(const std::string& name, const std::string& kind, nlohmann::ordered_json options) {
  const HttpResponse response = server_.answer({"GET", paint_address(kind, options), {}});
  const auto paint = nlohmann::ordered_json::parse(response.body, nullptr, false);
  if (response.status != 200 || !paint.contains("items")) {
    fail("no paint: " + response.body);
    return;
  }
  auto item = paint["items"][0];
  const std::string patch = item["paint"].dump();
  item.erase("paint");
  item.erase("toggle");
  const nlohmann::ordered_json seed = {
      {"item", item}, {"now", paint["now"]}, {"build", paint["build"]}, {"format", paint["format"]}};
  paints_.push_back({{"seed", seed}, {"patch", nlohmann::ordered_json::parse(patch)}});
  options["seed"] = seed;
  mount(name, kind, std::move(options));
  Widget* widget = find(name);
  if (widget == nullptr) return;
  if (!apply_patch(widget->tree, patch)) fail("the paint cannot be applied");
  host_.log.push_back("painted " + name + " " + canonical_html(widget->tree));
}

void Story::act(Words& words) {
  const std::string name = words.next();
  const std::string verb = words.next();
  std::string arg = words.next();
  if (arg == "-") arg.clear();
  std::replace(arg.begin(), arg.end(), '+', ' ');
  const std::string value = words.rest_unescaped();
  const Widget* widget = find(name);
  if (widget == nullptr) return;
  if (parvis_dispatch(widget->handle, verb.c_str(), arg.c_str(), value.data(), value.size()) < 0) {
    host_.log.push_back("refused " + std::to_string(parvis_last_error()));
  }
}

void Story::poll(std::int64_t advance_ms) {
  now_ += advance_ms;
  deliver();
  const double next = parvis_poll(client_, static_cast<double>(now_));
  host_.log.push_back(std::isinf(next) ? "next never"
                                       : "next " + std::to_string(static_cast<std::int64_t>(next) - now_));
  paint_all();
}

void Story::deliver() {
  for (const OpenRequest& request : std::exchange(host_.open, {})) answer(request);
}

void Story::answer(const OpenRequest& request) {
  HttpResponse response;
  if (fault_.count > 0) {
    --fault_.count;
    response = HttpResponse{fault_.status, fault_.retry_after_ms, {}};
  } else {
    response = server_.answer({request.method, request.url, request.body});
    if (losing_ > 0) {
      --losing_;
      response = HttpResponse{};
    }
  }
  answers_.push_back(
      {{"status", response.status}, {"retry", response.retry_after_ms}, {"body", response.body}});
  host_.log.push_back("answer " + std::to_string(response.status));
  parvis_http_done(request.client, request.number, response.status,
                   static_cast<double>(response.retry_after_ms), response.body.data(), response.body.size());
}

void Story::paint_all() {
  for (Widget& widget : widgets_) {
    const char* patch = parvis_paint(widget.handle, static_cast<double>(now_));
    if (patch == nullptr) {
      fail("no paint of " + widget.name + ": error " + std::to_string(parvis_last_error()));
      continue;
    }
    const std::string text(patch, parvis_text_length());
    if (text.empty()) continue;
    if (!apply_patch(widget.tree, text)) fail("this patch of " + widget.name + " cannot be applied: " + text);
    host_.log.push_back("html " + widget.name + " " + canonical_html(widget.tree));
  }
}

Story::Widget* Story::find(const std::string& name) {
  for (Widget& widget : widgets_) {
    if (widget.name == name) return &widget;
  }
  fail("no widget is called " + name);
  return nullptr;
}

}  // namespace parvis::test
