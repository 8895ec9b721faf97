/*
 * json.h
 *		The only way to include Jansson.
 *
 * The server exports a function json_object of its own, and a call to
 * Jansson's would end up there and crash.  So the name is taken away while
 * Jansson's header is read; objects are made with json_pack("{}").
 */
#ifndef REGIE_JSON_H
#define REGIE_JSON_H

#define json_object regie_json_object_must_not_be_called
#include <jansson.h>
#undef json_object

#endif
