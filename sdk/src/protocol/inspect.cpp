#include "parvis/inspect.hpp"

#include "protocol/state_wire.hpp"

namespace parvis {

std::string state_json(const LikeState& state, std::string_view language) {
  return write_state(state, language);
}
std::string state_json(const ShareState& state, std::string_view language) {
  return write_state(state, language);
}
std::string state_json(const FanState& state, std::string_view language) {
  return write_state(state, language);
}
std::string state_json(const ThreadState& state, std::string_view language) {
  return write_state(state, language);
}

}  // namespace parvis
