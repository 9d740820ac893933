#include "base/json.hpp"

#include <algorithm>

#include "base/decimal.hpp"

// The server builds the same header with exceptions on; another inline namespace keeps the two apart (one
// definition rule). Without I/O no stream code gets into the WebAssembly build.
#define NLOHMANN_JSON_NAMESPACE nlohmann::parvis_core
#define NLOHMANN_JSON_NAMESPACE_BEGIN \
  namespace nlohmann {                \
  inline namespace parvis_core {
#define NLOHMANN_JSON_NAMESPACE_END \
  }                                 \
  }
#define JSON_NOEXCEPTION 1
#define JSON_NO_IO 1
#include <nlohmann/json.hpp>

// Only the position of a fault is told, so the sentences about it are not made.
template <>
inline std::string nlohmann::parvis_core::detail::parser<
    nlohmann::parvis_core::json, nlohmann::parvis_core::detail::iterator_input_adapter<const char*>>::
    exception_message(const token_type, const std::string&) {
  return {};
}

namespace parvis {

using Nlohmann = nlohmann::parvis_core::json;

// Receives the parser's events and lays the values out in document order: the first child of a container
// stands right after it, siblings are chained by `next`.
class JsonTapeBuilder {
 public:
  explicit JsonTapeBuilder(JsonDocument& document) : document_(document) {}

  bool null() { return append(JsonValue::Type::kNull) != nullptr; }
  bool boolean(bool value) { return number(JsonValue::Type::kBool, value ? 1 : 0); }
  bool number_integer(std::int64_t value) { return number(JsonValue::Type::kInteger, value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > INT64_MAX) return refuse("number outside 64 bits");
    return number(JsonValue::Type::kInteger, static_cast<std::int64_t>(value));
  }
  bool number_float(double, const std::string&) { return refuse("only integers are allowed"); }
  bool binary(Nlohmann::binary_t&) { return refuse("binary"); }
  bool string(std::string& value) {
    JsonDocument::Entry* entry = append(JsonValue::Type::kString);
    keep(value, entry->text_begin, entry->text_length);
    return true;
  }
  bool key(std::string& value) {
    keep(value, key_begin_, key_length_);
    return true;
  }
  bool start_object(std::size_t) { return open(JsonValue::Type::kObject); }
  bool start_array(std::size_t) { return open(JsonValue::Type::kArray); }
  bool end_object() {
    if (has_duplicate_keys(open_.back().index)) return refuse("duplicate key");
    return close();
  }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::parvis_core::detail::exception&) {
    position_ = position;
    return false;
  }

  const char* reason() const { return reason_; }
  std::size_t position() const { return position_; }

 private:
  struct Open {
    std::uint32_t index;
    std::uint32_t last_child;  // 0: none yet
  };

  bool refuse(const char* reason) {
    reason_ = reason;
    return false;
  }

  void keep(const std::string& value, std::uint32_t& begin, std::uint32_t& length) {
    begin = static_cast<std::uint32_t>(document_.text_.size());
    length = static_cast<std::uint32_t>(value.size());
    document_.text_ += value;
  }

  JsonDocument::Entry* append(JsonValue::Type type) {
    const auto index = static_cast<std::uint32_t>(document_.entries_.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      if (parent.last_child != 0) document_.entries_[parent.last_child].next = index;
      parent.last_child = index;
      ++document_.entries_[parent.index].size;
    }
    JsonDocument::Entry& entry = document_.entries_.emplace_back();
    entry.type = type;
    entry.key_begin = key_begin_;
    entry.key_length = key_length_;
    key_length_ = 0;
    return &entry;
  }

  bool number(JsonValue::Type type, std::int64_t value) {
    append(type)->integer = value;
    return true;
  }

  bool open(JsonValue::Type type) {
    if (open_.size() >= static_cast<std::size_t>(kMaxJsonDepth)) return refuse("nested too deeply");
    append(type);
    open_.push_back({static_cast<std::uint32_t>(document_.entries_.size() - 1), 0});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  // Sorted rather than compared pairwise: an object may have as many members as a hostile body has room for.
  bool has_duplicate_keys(std::uint32_t object) {
    const auto& entries = document_.entries_;
    const std::string_view text = document_.text_;
    keys_.clear();
    if (entries[object].size < 2) return false;
    for (std::uint32_t child = object + 1; child != 0; child = entries[child].next) {
      keys_.push_back(text.substr(entries[child].key_begin, entries[child].key_length));
    }
    std::make_heap(keys_.begin(), keys_.end());
    std::sort_heap(keys_.begin(), keys_.end());
    return std::adjacent_find(keys_.begin(), keys_.end()) != keys_.end();
  }

  JsonDocument& document_;
  std::vector<Open> open_;
  std::vector<std::string_view> keys_;
  std::uint32_t key_begin_ = 0, key_length_ = 0;
  const char* reason_ = "not JSON";
  std::size_t position_ = 0;
};

Result<JsonDocument> JsonDocument::parse(std::string_view text) {
  constexpr std::size_t kMaxText = std::size_t{1} << 30;  // offsets on the tape are 32 bits
  if (text.size() > kMaxText) return {ErrorCode::kTooLarge, "JSON over 1 GiB"};
  // The parser takes a zero byte for the end of the text and would not look at what follows.
  if (const std::size_t zero = text.find('\0'); zero != text.npos) {
    return Error{ErrorCode::kMalformed, "zero byte at byte " + decimal(static_cast<std::int64_t>(zero + 1))};
  }
  JsonDocument document;
  JsonTapeBuilder builder(document);
  if (!Nlohmann::sax_parse(text.data(), text.data() + text.size(), &builder)) {
    std::string detail = builder.reason();
    if (builder.position() != 0)
      append_decimal(detail += " at byte ", static_cast<std::int64_t>(builder.position()));
    return Error{ErrorCode::kMalformed, std::move(detail)};
  }
  return document;
}

JsonValue JsonDocument::root() const { return entries_.empty() ? JsonValue() : JsonValue(this, 0); }

}  // namespace parvis
