/* Says which Parvis this is, and what it answers to a handle that never was. */
#include <stdio.h>

#include "parvis/parvis.h"

int main(void) {
  printf("parvis %s\n", parvis_version());
  return parvis_unmount(7) == -PARVIS_INVALID_HANDLE ? 0 : 1;
}
