//! The one table of the objects of OpenAPI that have fixed fields.

/// An object of OpenAPI.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// What it is called in messages.
    pub name: &'static str,
    /// The names of its fields.
    pub fields: &'static [&'static str],
}

/// Makes a constant of each object, and a list of them all.
macro_rules! objects {
    ($($constant:ident = $name:literal: $fields:tt;)*) => {
        $(pub(super) const $constant: Object = Object { name: $name, fields: &$fields };)*

        /// Every object whose fields are fixed.
        pub const OBJECTS: &[Object] = &[$($constant),*];
    };
}

objects! {
    DOCUMENT = "document": [
        "openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components",
        "security", "tags", "externalDocs",
    ];
    INFO = "info": [
        "title", "version", "summary", "description", "termsOfService", "contact", "license",
    ];
    CONTACT = "contact": ["name", "url", "email"];
    LICENSE = "license": ["name", "identifier", "url"];
    SERVER = "server": ["url", "description", "variables"];
    SERVER_VARIABLE = "server variable": ["enum", "default", "description"];
    TAG = "tag": ["name", "description", "externalDocs"];
    EXTERNAL_DOCS = "external documentation": ["url", "description"];
    PATH_ITEM = "path item": [
        "$ref", "summary", "description", "servers", "parameters", "get", "put", "post", "delete",
        "options", "head", "patch", "trace",
    ];
    OPERATION = "operation": [
        "tags", "summary", "description", "externalDocs", "operationId", "parameters",
        "requestBody", "responses", "callbacks", "deprecated", "security", "servers",
    ];
    PARAMETER = "parameter": [
        "name", "in", "description", "required", "deprecated", "allowEmptyValue", "style",
        "explode", "allowReserved", "schema", "content", "example", "examples",
    ];
    REQUEST_BODY = "request body": ["description", "required", "content"];
    MEDIA_TYPE = "media type": ["schema", "example", "examples", "encoding"];
    ENCODING = "encoding": ["contentType", "headers", "style", "explode", "allowReserved"];
    RESPONSE = "response": ["description", "headers", "content", "links"];
    HEADER = "header": [
        "description", "required", "deprecated", "style", "explode", "schema", "content", "example",
        "examples",
    ];
    LINK = "link": [
        "operationRef", "operationId", "parameters", "requestBody", "description", "server",
    ];
    EXAMPLE = "example": ["summary", "description", "value", "externalValue"];
    COMPONENTS = "components": [
        "schemas", "responses", "parameters", "examples", "requestBodies", "headers",
        "securitySchemes", "links", "callbacks", "pathItems",
    ];
    SECURITY_SCHEME = "security scheme": [
        "type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl",
    ];
    FLOWS = "list of flows": ["implicit", "password", "clientCredentials", "authorizationCode"];
    FLOW = "flow": ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
}
