#include "parvis/version.hpp"

namespace parvis {

std::string_view version() { return PARVIS_VERSION; }
std::string_view build_id() { return PARVIS_BUILD_ID; }

}  // namespace parvis
