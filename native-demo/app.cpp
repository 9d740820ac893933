#include "app.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace parvis::demo {
namespace {

// Where the web shop would be; shared links lead there.
std::string address_of(const Product& product) {
  return "https://fern-and-clay.example/" + std::string(product.key) + ".html";
}

PageRef page_of(const Product& product) {
  return {.key = std::string(product.key), .canonical = "", .address = address_of(product)};
}

std::unique_ptr<Client> make_client(const Options& options, Transport& transport, Storage& storage,
                                    RandomBytes random) {
  ClientOptions client;
  client.server = options.server;
  client.site = options.site;
  client.language = options.language;
  client.random = std::move(random);
  return std::make_unique<Client>(std::move(client), transport, storage);
}

bool settled_status(const WidgetStatus& status) { return status.phase != Phase::kLoading && !status.pending; }

}  // namespace

App::App(const Options& options, Transport& transport, Storage& storage, Outside outside, RandomBytes random)
    : options_(options),
      outside_(std::move(outside)),
      storage_(storage),
      watched_(transport, [this] { return now_ms_; }),
      client_(make_client(options, watched_, storage, std::move(random))),
      fans_(*client_, {.page = page_of(kProducts[0]), .community = ""}) {
  outside_.retry = [this] { client_->refresh(); };
  if (outside_.clock_shift_ms == nullptr) outside_.clock_shift_ms = &own_clock_shift_ms_;
#ifdef PARVIS_DEMO_OFFLINE
  gallery_.choose(options.gallery);
#endif
  for (std::size_t i = 0; i < kProducts.size(); ++i) {
    products_[i] = std::make_unique<ProductWidgets>(
        ProductWidgets{.like = LikeButton(*client_, {.page = page_of(kProducts[i])}),
                       .share = nullptr,
                       .thread = nullptr,
                       .share_view = {},
                       .thread_view = {}});
  }
  open(std::max(0, product_index(options.page)));
}

void App::open(int index) {
  open_ = index;
  scroll_to_top_ = true;
  const Product& shown = kProducts[static_cast<std::size_t>(index)];
  ProductWidgets& widgets = product();
  if (widgets.share) return;
  widgets.share = std::make_unique<ShareBar>(
      *client_,
      ShareOptions{.page = page_of(shown),
                   .networks = {Network::kFacebook, Network::kX, Network::kThreads, Network::kLinkedIn,
                                Network::kWhatsApp, Network::kTelegram, Network::kBluesky, Network::kMastodon,
                                Network::kReddit, Network::kPinterest, Network::kEmail, Network::kCopy},
                   .url = address_of(shown),
                   .title = std::string(shown.name[column(options_.language)]),
                   .image = ""});
  widgets.thread_view.address = address_of(shown);
  widgets.thread = std::make_unique<CommentThread>(
      *client_, ThreadOptions{.page = page_of(shown), .at = std::exchange(options_.at, {})});
}

bool App::settled() const {
  const ProductWidgets& shown = *products_[static_cast<std::size_t>(open_)];
  bool likes = std::all_of(products_.begin(), products_.end(),
                           [](const auto& p) { return settled_status(p->like.state().status); });
  return likes && settled_status(fans_.state().status) && settled_status(shown.share->state().status) &&
         settled_status(shown.thread->state().status) && !client_->busy();
}

std::uint64_t App::versions() const {
  std::uint64_t sum = fans_.state().version + static_cast<std::uint64_t>(watched_.changes());
  for (const auto& one : products_) {
    sum += one->like.state().version;
    if (one->share) sum += one->share->state().version;
    if (one->thread) sum += one->thread->state().version;
  }
  return sum;
}

bool App::poll(std::int64_t now_ms) {
  now_ms_ = now_ms + *outside_.clock_shift_ms;
  next_poll_ = client_->poll(now_ms_);
  bool changed = std::exchange(seen_versions_, versions()) != seen_versions_;
#ifdef PARVIS_DEMO_OFFLINE
  if (options_.view == ViewName::kGallery) changed |= gallery_.poll(now_ms_);
#endif
  return changed;
}

// While a request is under way its answer may come at any time.
std::int64_t App::next_poll(std::int64_t now_ms) const {
  constexpr std::int64_t kOften = 15;
  std::int64_t shift = *outside_.clock_shift_ms;
  std::int64_t due = std::min(next_poll_, watched_.next_due());
  if (due != Client::kNever) due -= shift;
  return watched_.under_way() > 0 || options_.view == ViewName::kGallery ? std::min(due, now_ms + kOften)
                                                                         : due;
}

Inspected App::inspected() {
  ProductWidgets& shown = product();
  auto of = [](const auto& state, std::string name) {
    using State = std::remove_cvref_t<decltype(state)>;
    return ShownWidget{std::move(name), state.status, state.version,
                       [](const void* it, std::string_view language) {
                         return state_json(*static_cast<const State*>(it), language);
                       },
                       &state};
  };
  return {watched_,
          storage_,
          "parvis:" + options_.server + ":outbox",
          *outside_.clock_shift_ms,
          {of(shown.thread->state(), "comments"), of(shown.like.state(), "like"),
           of(shown.share->state(), "share"), of(fans_.state(), "fans")}};
}

void App::draw_inspector(const Ui& ui, float width, float height) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), ui.theme.side);
  list.AddRectFilled(at, ImVec2(at.x + ui.px(1), at.y + height), ui.theme.border);
  ImGui::BeginChild("inspector", ImVec2(width, height), false, ImGuiWindowFlags_NavFlattened);
  ImGui::SetCursorPos(ui.px(18, 22));
  ImGui::BeginGroup();
  inspector_.draw(ui, inspected(), width - ui.px(32), height);
  ImGui::EndGroup();
  ImGui::EndChild();
}

void App::draw_gallery([[maybe_unused]] const Ui& ui, [[maybe_unused]] float room) {
#ifdef PARVIS_DEMO_OFFLINE
  float margin = ui.px(room > ui.px(640) ? 32 : 14), width = std::min(room - 2 * margin, ui.px(860));
  ImGui::SetCursorPos(ImVec2(std::max(margin, (room - width) / 2), ui.px(28)));
  ImGui::BeginGroup();
  gallery_.draw(ui, outside_, width);
  ImGui::EndGroup();
#endif
}

void App::draw_content(const Ui& ui, float room) {
  float panel = options_.view == ViewName::kInspector ? std::min(ui.px(440), room * 0.5f) : 0;
  float height = ImGui::GetIO().DisplaySize.y;
  ImGui::PushID(static_cast<int>(options_.view == ViewName::kGallery));
  ImGui::BeginChild("page", ImVec2(room - panel, 0), false, ImGuiWindowFlags_NavFlattened);
  if (std::exchange(scroll_to_top_, false)) ImGui::SetScrollY(0);
  if (options_.scroll > 0 && settled()) ImGui::SetScrollY(ui.px(std::exchange(options_.scroll, 0.f)));
  if (options_.view == ViewName::kGallery)
    draw_gallery(ui, room);
  else
    draw_page(ui, room - panel);
  ImGui::EndChild();
  ImGui::PopID();
  inspector_.watch(inspected(), ui.now_ms);
  if (panel == 0) return;
  ImGui::SameLine(0, 0);
  draw_inspector(ui, panel, height);
}

void App::frame(const Fonts& fonts, float scale, std::int64_t now_ms) {
  poll(now_ms);
  std::string tip;
  wake_in_ = 3600;
  const Ui ui{theme_of(options_.theme), fonts, scale, options_.language, now_ms_, focus_, tip, wake_in_};
  focus_.begin_frame();
  ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(io.DisplaySize);
  constexpr ImGuiWindowFlags kWhole = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoBringToFrontOnFocus |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin("parvis", nullptr, kWhole);
  bool narrow = io.DisplaySize.x < ui.px(820);
  float side = ui.px(narrow ? 76 : 292);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(0, 0), ImVec2(side, io.DisplaySize.y), ui.theme.side);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(side - ui.px(1), 0), ImVec2(side, io.DisplaySize.y),
                                            ui.theme.border);
  ImGui::BeginChild("side", ImVec2(side, 0), false,
                    ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
  draw_sidebar(ui, side);
  ImGui::EndChild();
  ImGui::SameLine(0, 0);
  draw_content(ui, io.DisplaySize.x - side);
  ImGui::End();
  draw_tooltip(ui);
  if (fonts.outdated()) wake_in_ = 0;
}

}  // namespace parvis::demo
