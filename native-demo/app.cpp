#include "app.hpp"

#include <algorithm>
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
      client_(make_client(options, transport, storage, std::move(random))),
      fans_(*client_, {.page = page_of(kProducts[0]), .community = ""}) {
  outside_.retry = [this] { client_->refresh(); };
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
  widgets.thread = std::make_unique<CommentThread>(*client_, ThreadOptions{.page = page_of(shown)});
}

bool App::settled() const {
  const ProductWidgets& shown = *products_[static_cast<std::size_t>(open_)];
  bool likes = std::all_of(products_.begin(), products_.end(),
                           [](const auto& p) { return settled_status(p->like.state().status); });
  return likes && settled_status(fans_.state().status) && settled_status(shown.share->state().status) &&
         settled_status(shown.thread->state().status) && !client_->busy();
}

bool App::busy() const { return !settled(); }

void App::frame(const Fonts& fonts, float scale, std::int64_t now_ms) {
  next_poll_ = client_->poll(now_ms);
  std::string tip;
  const Ui ui{theme_of(options_.theme), fonts, scale, options_.language, now_ms, focus_, tip};
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
  ImGui::BeginChild("page", ImVec2(0, 0), false, ImGuiWindowFlags_NavFlattened);
  if (std::exchange(scroll_to_top_, false)) ImGui::SetScrollY(0);
  if (options_.scroll > 0 && settled()) ImGui::SetScrollY(ui.px(std::exchange(options_.scroll, 0.f)));
  draw_page(ui, io.DisplaySize.x - side);
  ImGui::EndChild();
  ImGui::End();
  draw_tooltip(ui);
}

}  // namespace parvis::demo
