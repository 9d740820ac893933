// The C ABI: handles, checks of everything that comes in, and error numbers for everything that is wrong.
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "capi_host.hpp"
#include "capi_widget.hpp"
#include "model/messages.hpp"
#include "parvis/parvis.h"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"

extern "C" {
// The host of the platform that this is linked into; the WebAssembly build has one (wasm/host.cpp).
__attribute__((weak, visibility("hidden"))) const parvis_host* parvis_platform_host(void) { return nullptr; }
}

namespace parvis::capi {
namespace {

struct Widget {
  std::int32_t handle;
  std::unique_ptr<MountedWidget> mounted;
};

struct ClientSlot {
  ClientSlot(std::int32_t number, const parvis_host& given, ClientOptions options, JsonDocument&& document)
      : handle(number),
        host(given),
        messages(options.language, std::move(document)),
        transport(host, number),
        storage(host) {
    options.random = [this](unsigned char* out, std::size_t size) {
      HostCall guard;
      host.random_bytes(host.user, out, size);
    };
    client = std::make_unique<Client>(std::move(options), transport, storage);
    client->core().on_event(
        [this](std::uint64_t subscription, const std::string& json) { tell(subscription, json); });
  }

  void tell(std::uint64_t subscription, const std::string& json) const {
    if (host.event == nullptr) return;
    for (const Widget& widget : widgets) {
      if (widget.mounted->subscription() != subscription) continue;
      HostCall guard;
      host.event(host.user, widget.handle, json.data(), json.size());
    }
  }

  std::int32_t handle;
  parvis_host host;
  GivenMessages messages;
  HostTransport transport;
  HostStorage storage;
  std::unique_ptr<Client> client;
  std::vector<Widget> widgets;  // gone before the client
  std::string text;             // the last answer
};

// A client belongs to the thread that made it: on any other its handles are unknown, which is an error and
// not a data race. A pointer, since it needs no code at the thread's start and end; it lives as long as there
// are clients.
using Clients = std::vector<std::unique_ptr<ClientSlot>>;
constinit thread_local Clients* clients = nullptr;
thread_local std::int32_t last_error = 0;
thread_local std::size_t text_length = 0;

std::int32_t new_handle() {
  static std::int32_t last = 0;
  return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

std::int32_t succeed(std::int32_t answer = 0) {
  last_error = 0;
  return answer;
}

std::int32_t fail(ErrorCode code) {
  last_error = static_cast<std::int32_t>(code);
  return -last_error;
}

const char* fail_text(ErrorCode code) {
  fail(code);
  text_length = 0;
  return nullptr;
}

const char* answer_text(ClientSlot& slot, std::string text) {
  slot.text = std::move(text);
  text_length = slot.text.size();
  succeed();
  return slot.text.c_str();
}

const Clients& all_clients() {
  static const Clients kNone;
  return clients == nullptr ? kNone : *clients;
}

ClientSlot& add_client(const parvis_host& host, ClientOptions options, JsonDocument&& document) {
  if (clients == nullptr) clients = new Clients;
  clients->push_back(
      std::make_unique<ClientSlot>(new_handle(), host, std::move(options), std::move(document)));
  return *clients->back();
}

void remove_client(std::int32_t handle) {
  std::erase_if(*clients,
                [handle](const std::unique_ptr<ClientSlot>& slot) { return slot->handle == handle; });
  if (clients->empty()) delete std::exchange(clients, nullptr);
}

ClientSlot* find_client(std::int32_t handle) {
  for (const auto& slot : all_clients()) {
    if (slot->handle != handle) continue;
    slot->messages.use();
    return slot.get();
  }
  return nullptr;
}

struct Found {
  ClientSlot* client = nullptr;
  std::size_t index = 0;

  explicit operator bool() const { return client != nullptr; }
  MountedWidget& widget() const { return *client->widgets[index].mounted; }
};

Found find_widget(std::int32_t handle) {
  for (const auto& slot : all_clients()) {
    for (std::size_t i = 0; i < slot->widgets.size(); ++i) {
      if (slot->widgets[i].handle != handle) continue;
      slot->messages.use();
      return {slot.get(), i};
    }
  }
  return {};
}

// A handle that is known, but of the other sort, is told apart from one that never was.
ErrorCode why_no_client(std::int32_t handle) {
  return find_widget(handle) ? ErrorCode::kWrongKind : ErrorCode::kInvalidHandle;
}
ErrorCode why_no_widget(std::int32_t handle) {
  return find_client(handle) != nullptr ? ErrorCode::kWrongKind : ErrorCode::kInvalidHandle;
}

// What is wrong with a text that came in, if anything.
std::optional<ErrorCode> check_text(const char* text, std::size_t length) {
  if (text == nullptr) return length == 0 ? std::nullopt : std::optional(ErrorCode::kInvalidArgument);
  if (!utf8_valid({text, length})) return ErrorCode::kBadUtf8;
  return std::nullopt;
}

std::string_view view_of(const char* text, std::size_t length) {
  return text == nullptr ? std::string_view() : std::string_view(text, length);
}

std::string_view view_of(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

constexpr bool same(parvis_error number, ErrorCode code) {
  return static_cast<int>(number) == static_cast<int>(code);
}
static_assert(
    same(PARVIS_INVALID_ARGUMENT, ErrorCode::kInvalidArgument) &&
    same(PARVIS_INVALID_HANDLE, ErrorCode::kInvalidHandle) &&
    same(PARVIS_WRONG_KIND, ErrorCode::kWrongKind) && same(PARVIS_BAD_UTF8, ErrorCode::kBadUtf8) &&
    same(PARVIS_REENTRANT, ErrorCode::kReentrant) && same(PARVIS_NETWORK, ErrorCode::kNetwork) &&
    same(PARVIS_TIMEOUT, ErrorCode::kTimeout) && same(PARVIS_CANCELLED, ErrorCode::kCancelled) &&
    same(PARVIS_BAD_ANSWER, ErrorCode::kBadAnswer) && same(PARVIS_STORAGE, ErrorCode::kStorage) &&
    same(PARVIS_MALFORMED, ErrorCode::kMalformed) && same(PARVIS_INVALID_FIELD, ErrorCode::kInvalidField) &&
    same(PARVIS_TOO_LONG, ErrorCode::kTooLong) && same(PARVIS_TOO_LARGE, ErrorCode::kTooLarge) &&
    same(PARVIS_UNKNOWN_SITE, ErrorCode::kUnknownSite) && same(PARVIS_NOT_FOUND, ErrorCode::kNotFound) &&
    same(PARVIS_ORIGIN_NOT_ALLOWED, ErrorCode::kOriginNotAllowed) &&
    same(PARVIS_NOT_ALLOWED, ErrorCode::kNotAllowed) && same(PARVIS_BLOCKED, ErrorCode::kBlocked) &&
    same(PARVIS_THREAD_CLOSED, ErrorCode::kThreadClosed) && same(PARVIS_KEY_REUSED, ErrorCode::kKeyReused) &&
    same(PARVIS_RATE_LIMITED, ErrorCode::kRateLimited) &&
    same(PARVIS_METHOD_NOT_ALLOWED, ErrorCode::kMethodNotAllowed) &&
    same(PARVIS_UNAUTHORIZED, ErrorCode::kUnauthorized) &&
    same(PARVIS_UNSUPPORTED_MEDIA_TYPE, ErrorCode::kUnsupportedMediaType) &&
    same(PARVIS_EDIT_WINDOW_OVER, ErrorCode::kEditWindowOver) &&
    same(PARVIS_INTERNAL, ErrorCode::kInternal) && same(PARVIS_UNAVAILABLE, ErrorCode::kUnavailable));

bool is_time(double ms) { return ms >= 0 && ms < 9e15; }

bool complete(const parvis_host* host) {
  return host != nullptr && host->http_send != nullptr && host->storage_get != nullptr &&
         host->storage_set != nullptr && host->random_bytes != nullptr;
}

}  // namespace
}  // namespace parvis::capi

using namespace parvis;
using namespace parvis::capi;

int32_t parvis_client_new(const parvis_host* host, const char* options, size_t length) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  if (auto wrong = check_text(options, length)) return fail(*wrong);
  if (host == nullptr) host = parvis_platform_host();
  if (!complete(host)) return fail(ErrorCode::kInvalidArgument);
  Result<JsonDocument> parsed = JsonDocument::parse(view_of(options, length));
  if (!parsed.ok()) return fail(parsed.error().code);
  const JsonValue root = parsed.value().root();
  ClientOptions made;
  root.read("server", made.server);
  root.read("site", made.site);
  if (!root["language"].text().empty()) root.read("language", made.language);
  made.remember_visits = root["remember_visits"].boolean();
  made.reread_every_ms = root["reread_every_ms"].integer(made.reread_every_ms);
  if (!made.server.starts_with("http") || !safe_link(made.server)) return fail(ErrorCode::kInvalidArgument);
  return succeed(add_client(*host, std::move(made), std::move(parsed).value()).handle);
}

int32_t parvis_client_free(int32_t client) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  if (find_client(client) == nullptr) return fail(why_no_client(client));
  remove_client(client);
  return succeed();
}

int32_t parvis_mount(int32_t client, const char* kind, const char* options, size_t length) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  if (auto wrong = check_text(options, length)) return fail(*wrong);
  const std::optional<WidgetKind> known = widget_kind_from_name(view_of(kind));
  if (!known) return fail(ErrorCode::kInvalidArgument);
  const Result<JsonDocument> parsed = JsonDocument::parse(view_of(options, length));
  if (!parsed.ok()) return fail(parsed.error().code);
  auto mounted = MountedWidget::mount(slot->client->core(), *known, parsed.value().root());
  if (!mounted.ok()) return fail(mounted.error().code);
  slot->widgets.push_back({new_handle(), std::move(mounted).value()});
  return succeed(slot->widgets.back().handle);
}

int32_t parvis_unmount(int32_t widget) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  const Found found = find_widget(widget);
  if (!found) return fail(why_no_widget(widget));
  found.client->widgets.erase(found.client->widgets.begin() + static_cast<std::ptrdiff_t>(found.index));
  return succeed();
}

const char* parvis_state(int32_t widget) {
  if (inside_host()) return fail_text(ErrorCode::kReentrant);
  const Found found = find_widget(widget);
  if (!found) return fail_text(why_no_widget(widget));
  return answer_text(*found.client, found.widget().state());
}

const char* parvis_paint(int32_t widget, double now_ms) {
  if (inside_host()) return fail_text(ErrorCode::kReentrant);
  const Found found = find_widget(widget);
  if (!found) return fail_text(why_no_widget(widget));
  if (!is_time(now_ms)) return fail_text(ErrorCode::kInvalidArgument);
  return answer_text(*found.client, found.widget().paint(static_cast<std::int64_t>(now_ms)));
}

int32_t parvis_dispatch(int32_t widget, const char* act, const char* arg, const char* value,
                        size_t value_length) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  const Found found = find_widget(widget);
  if (!found) return fail(why_no_widget(widget));
  if (auto wrong = check_text(value, value_length)) return fail(*wrong);
  if (!utf8_valid(view_of(act)) || !utf8_valid(view_of(arg))) return fail(ErrorCode::kBadUtf8);
  const auto refusal = found.widget().dispatch(view_of(act), view_of(arg), view_of(value, value_length));
  return refusal ? fail(*refusal) : succeed();
}

int32_t parvis_http_done(int32_t client, int32_t request, int32_t status, double retry_after_ms,
                         const char* body, size_t length) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  if (status != 0 && body == nullptr && length != 0) return fail(ErrorCode::kInvalidArgument);
  Result<HttpResponse> answer = Error{ErrorCode::kNetwork, "no answer came"};
  if (status != 0) {
    const std::int64_t wait = is_time(retry_after_ms) ? static_cast<std::int64_t>(retry_after_ms) : 0;
    answer = HttpResponse{status, wait, std::string(view_of(body, length))};
  }
  if (!slot->transport.arrived(request, std::move(answer))) return fail(ErrorCode::kInvalidArgument);
  return succeed();
}

double parvis_poll(int32_t client, double now_ms) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  if (!is_time(now_ms)) return fail(ErrorCode::kInvalidArgument);
  const std::int64_t next = slot->client->poll(static_cast<std::int64_t>(now_ms));
  succeed();
  return next == Client::kNever ? std::numeric_limits<double>::infinity() : static_cast<double>(next);
}

int32_t parvis_push(int32_t client, const char* json, size_t length) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  if (auto wrong = check_text(json, length)) return fail(*wrong);
  const Status status = slot->client->push(view_of(json, length));
  return status.ok() ? succeed() : fail(status.error().code);
}

int32_t parvis_busy(int32_t client) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  const ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  return succeed(slot->client->busy() ? 1 : 0);
}

int32_t parvis_refresh(int32_t client) {
  if (inside_host()) return fail(ErrorCode::kReentrant);
  ClientSlot* slot = find_client(client);
  if (slot == nullptr) return fail(why_no_client(client));
  slot->client->refresh();
  return succeed();
}

int32_t parvis_last_error(void) { return last_error; }

size_t parvis_text_length(void) { return text_length; }

void* parvis_alloc(size_t size) { return std::malloc(size == 0 ? 1 : size); }

void parvis_free(void* memory) { std::free(memory); }

const char* parvis_version(void) {
  // Made of a literal, so that it is NUL-terminated.
  text_length = version().size();
  return version().data();
}
