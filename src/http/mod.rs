//! The API: routes by resource, wire types, problem documents, OpenAPI.
