#include "rules/visits.hpp"

#include "base/sha256.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

std::string hex_sha256(std::string_view bytes) {
  const auto hash = sha256(bytes);
  return hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

bool same_meaning(const SavedWrite& saved, const std::string& meaning) {
  return saved.meaning.empty() || saved.meaning == meaning;
}

std::string answer_of(Reader& reader, const Deed& deed, const std::string& kept) {
  return deed.answer ? deed.answer(reader, kept) : kept;
}

}  // namespace

std::string token_hash(std::string_view token) { return hex_sha256(token); }

Result<std::string> once(Store& store, const Visit& visit, const Deed& deed) {
  const std::string meaning = hex_sha256(visit.meaning);
  std::string answer;
  const Status done = store.write([&](Writer& writer) -> Status {
    RowId visitor = writer.visitor(visit.token_hash);
    if (visitor != 0) {
      if (const auto saved = writer.saved_write(visitor, visit.key)) {
        if (!same_meaning(*saved, meaning))
          return refuse(ErrorCode::kKeyReused, "this key was used for another write", "key");
        answer = answer_of(writer, deed, saved->answer);
        writer.shows_nowhere();
        return Unit{};
      }
      if (writer.member(visit.site.id, visitor).blocked)
        return refuse(ErrorCode::kBlocked, "the owner of this site blocked this visitor");
    } else {
      visitor = writer.add_visitor(visit.token_hash, visit.now_ms);
    }
    const auto acted = deed.act(writer, visitor);
    if (!acted) return acted.error();
    answer = answer_of(writer, deed, acted.value());
    writer.save_write(visitor, visit.key, {meaning, acted.value(), deed.forever}, visit.now_ms);
    writer.forget_writes(visit.now_ms - limits::kKeyKept, limits::kKeysForgottenPerWrite);
    return Unit{};
  });
  if (!done) return done.error();
  return answer;
}

std::optional<std::string> answered_before(Reader& reader, const Visit& visit, const Deed& deed) {
  const RowId visitor = reader.visitor(visit.token_hash);
  if (visitor == 0) return std::nullopt;
  const auto saved = reader.saved_write(visitor, visit.key);
  if (!saved || !same_meaning(*saved, hex_sha256(visit.meaning))) return std::nullopt;
  return answer_of(reader, deed, saved->answer);
}

}  // namespace parvis::server
