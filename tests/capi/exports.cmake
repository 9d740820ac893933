# Compares the functions that parvis.h declares with the C functions that the static library defines.
file(STRINGS ${HEADER} declarations REGEX "^PARVIS_API")
set(declared "")
foreach(declaration IN LISTS declarations)
  string(REGEX REPLACE ".*(parvis_[a-z_0-9]+)\\(.*" "\\1" name "${declaration}")
  list(APPEND declared ${name})
endforeach()
list(SORT declared)

execute_process(COMMAND ${NM} --defined-only --extern-only ${LIBRARY} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
# Strong C symbols; weak ones are defaults that a platform may replace.
string(REGEX MATCHALL " T _?parvis_[a-z_0-9]+" found "${symbols}")
set(defined "")
foreach(symbol IN LISTS found)
  string(REGEX REPLACE ".* _?(parvis_)" "\\1" name "${symbol}")
  list(APPEND defined ${name})
endforeach()
list(SORT defined)

list(LENGTH declared count)
if(NOT declared STREQUAL defined OR count LESS 12)
  message(FATAL_ERROR "parvis.h declares\n  ${declared}\nthe library defines\n  ${defined}")
endif()
message(STATUS "${count} functions, declared and defined")
