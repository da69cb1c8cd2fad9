"""What a client is told when its request is refused: ADLS's own codes and texts."""

import json
from xml.sax.saxutils import escape

# The status and the text of each code; those of the Blob interface have names of their own.
_CODES: dict[str, tuple[int, str]] = {
    "AuthenticationFailed": (
        403,
        (
            "Server failed to authenticate the request. Make sure the value of the Authorization "
            "header is formed correctly including the signature."
        ),
    ),
    "AuthorizationPermissionMismatch": (
        403,
        "This request is not authorized to perform this operation using this permission.",
    ),
    "AuthorizationProtocolMismatch": (403, "This shared access signature is for HTTPS only."),
    "AuthorizationResourceTypeMismatch": (
        403,
        "This request is not authorized to perform this operation using this resource type.",
    ),
    "AuthorizationServiceMismatch": (
        403,
        "This request is not authorized to perform this operation using this service.",
    ),
    "AuthorizationSourceIPMismatch": (
        403,
        "This request is not authorized to perform this operation using this source IP.",
    ),
    "NoAuthenticationInformation": (
        401,
        (
            "Server failed to authenticate the request. Please refer to the information in the "
            "www-authenticate header."
        ),
    ),
    "BlobAlreadyExists": (409, "The specified blob already exists."),
    "BlobNotFound": (404, "The specified blob does not exist."),
    "ConditionNotMet": (
        412,
        "The condition specified using HTTP conditional header(s) is not met.",
    ),
    "ContainerAlreadyExists": (409, "The specified container already exists."),
    "ContainerNotFound": (404, "The specified container does not exist."),
    "DirectoryIsNotEmpty": (
        409,
        "This operation is not permitted on a non-empty directory.",
    ),
    "DirectoryNotEmpty": (
        409,
        "The recursive query parameter value must be true to delete a non-empty directory.",
    ),
    "FilesystemAlreadyExists": (409, "The specified filesystem already exists."),
    "FilesystemNotFound": (404, "The specified filesystem does not exist."),
    "InsufficientStorage": (507, "The disk that holds the lake is full."),
    "InternalError": (500, "The server encountered an internal error."),
    "InvalidAuthenticationInfo": (
        400,
        "Authentication information is not given in the correct format.",
    ),
    "InvalidBlobOrBlock": (400, "The specified blob or block content is invalid."),
    "InvalidBlockList": (400, "The specified block list is invalid."),
    "InvalidFlushPosition": (
        400,
        (
            "The uploaded data is not contiguous or the position query parameter value is not equal "
            "to the length of the file after appending the uploaded data."
        ),
    ),
    "InvalidHeaderValue": (
        400,
        "The value for one of the HTTP headers is not in the correct format.",
    ),
    "InvalidInput": (400, "One of the request inputs is not valid."),
    "InvalidQueryParameterValue": (
        400,
        "Value for one of the query parameters specified in the request URI is invalid.",
    ),
    "InvalidRange": (416, "The range specified is invalid for the current size of the resource."),
    "InvalidRenameSourcePath": (
        409,
        (
            "The source directory cannot be the same as the destination directory, nor can the "
            "destination be a subdirectory of the source directory."
        ),
    ),
    "InvalidResourceName": (400, "The specified resource name contains invalid characters."),
    "InvalidSourceOrDestinationResourceType": (
        409,
        "The source and destination resource type must be identical.",
    ),
    "InvalidSourceUri": (400, "The source URI is invalid."),
    "InvalidUri": (400, "The request URI is invalid."),
    "InvalidXmlDocument": (400, "XML specified is not syntactically valid."),
    "LeaseAlreadyPresent": (409, "There is already a lease present."),
    "LeaseIdMismatchWithBlobOperation": (
        412,
        "The lease ID specified did not match the lease ID for the resource.",
    ),
    "LeaseIdMismatchWithLeaseOperation": (
        409,
        "The lease ID specified did not match the lease ID for the resource.",
    ),
    "LeaseIdMissing": (
        412,
        "There is currently a lease on the resource and no lease ID was specified in the request.",
    ),
    "LeaseIsBreakingAndCannotBeAcquired": (
        409,
        (
            "The lease ID matched, but the lease is currently in breaking state and cannot be "
            "acquired until it is broken."
        ),
    ),
    "LeaseIsBrokenAndCannotBeRenewed": (
        409,
        "The lease ID matched, but the lease has been broken explicitly and cannot be renewed.",
    ),
    "LeaseLost": (412, "A lease ID was specified, but the lease for the resource has expired."),
    "LeaseNotPresentWithBlobOperation": (412, "There is currently no lease on the resource."),
    "LeaseNotPresentWithLeaseOperation": (409, "There is currently no lease on the resource."),
    "Md5Mismatch": (
        400,
        (
            "The MD5 value specified in the request did not match with the MD5 value calculated by "
            "the server."
        ),
    ),
    "MissingRequiredHeader": (400, "An HTTP header that's mandatory for this request is missing."),
    "MissingRequiredQueryParameter": (
        400,
        "A query parameter that's mandatory for this request is not specified.",
    ),
    "NotImplemented": (501, "The lake on localhost does not do this."),
    "PathAlreadyExists": (409, "The specified path already exists."),
    "PathConflict": (
        409,
        (
            "The specified path, or an element of the path, exists and its resource type is invalid "
            "for this operation."
        ),
    ),
    "PathNotFound": (404, "The specified path does not exist."),
    "RenameDestinationParentPathNotFound": (
        404,
        "The parent directory of the destination path does not exist.",
    ),
    "RequestBodyTooLarge": (413, "The request body is too large and exceeds the limit."),
    "ResourceNotFound": (404, "The specified resource does not exist."),
    "ResourceTypeMismatch": (
        409,
        "The operation is not permitted on a resource of this type.",
    ),
    "ServerBusy": (503, "Another program holds the file open. Please retry."),
    "SourceConditionNotMet": (
        412,
        "The source condition specified using HTTP conditional header(s) is not met.",
    ),
    "SourcePathNotFound": (404, "The source path for a rename operation does not exist."),
    "UnsupportedHttpVerb": (405, "The resource doesn't support the specified HTTP verb."),
}

_BLOB_NAMES = {
    "FilesystemAlreadyExists": "ContainerAlreadyExists",
    "FilesystemNotFound": "ContainerNotFound",
    "PathAlreadyExists": "BlobAlreadyExists",
    "PathNotFound": "BlobNotFound",
    "DirectoryNotEmpty": "DirectoryIsNotEmpty",
    "PathConflict": "ResourceTypeMismatch",
    "SourcePathNotFound": "BlobNotFound",
}
"""What the Blob interface calls the same."""


class StorageError(Exception):
    """A request that is refused.

    Parameters
    ----------
    code
        ADLS's own, as ``PathNotFound``; it gives the status and the text.
    detail
        What more there is to say, for a person.
    status
        Instead of the code's own, as 304 for a condition of a read.
    """

    def __init__(self, code: str, detail: str = "", status: int | None = None) -> None:
        usual, text = _CODES[code]
        self.code, self.status = code, status or usual
        self.message = f"{text} {detail}".strip()
        super().__init__(f"{code}: {self.message}")

    def named(self, *, dfs: bool) -> "StorageError":
        """Return it with the code that the DFS or the Blob interface has for it."""
        if dfs or self.code not in _BLOB_NAMES:
            return self
        return StorageError(_BLOB_NAMES[self.code])

    def body(self, *, dfs: bool) -> tuple[str, bytes]:
        """Return the content type and the body: JSON for DFS, XML for Blob."""
        if dfs:
            text = json.dumps({"error": {"code": self.code, "message": self.message}})
            return "application/json;charset=utf-8", text.encode()
        text = (
            '<?xml version="1.0" encoding="utf-8"?>'
            f"<Error><Code>{self.code}</Code><Message>{escape(self.message)}</Message></Error>"
        )
        return "application/xml", text.encode()
