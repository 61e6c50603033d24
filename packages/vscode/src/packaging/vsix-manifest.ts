/** What the gallery's manifest takes from the extension's `package.json`. */
export interface ExtensionManifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly extensionKind: readonly string[];
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

/** `extension.vsixmanifest`, which VS Code and galleries read before anything else. */
export function vsixManifest(extension: ExtensionManifest): string {
  const properties = {
    Engine: extension.engines.vscode,
    ExtensionDependencies: "",
    ExtensionPack: "",
    ExtensionKind: extension.extensionKind.join(","),
    LocalizedLanguages: "",
  };
  const lines = Object.entries(properties).map(
    ([name, value]) => `      <Property Id="Microsoft.VisualStudio.Code.${name}" Value="${escaped(value)}" />`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(extension.name)}" Version="${escaped(extension.version)}" Publisher="${escaped(extension.publisher)}" />
    <DisplayName>${escaped(extension.displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(extension.description)}</Description>
    <Tags>${escaped(extension.keywords.join(","))}</Tags>
    <Categories>${escaped(extension.categories.join(","))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${lines.join("\n")}
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
`;
}

/** `[Content_Types].xml`, which names the type of every ending in the archive. */
export function contentTypes(paths: readonly string[]): string {
  const types: Readonly<Record<string, string>> = {
    ".cjs": "application/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".vsixmanifest": "text/xml",
  };
  const endings = new Set(paths.map((path) => path.slice(path.lastIndexOf("."))));
  const lines = [...endings].sort().map((ending) => {
    const type = types[ending] ?? "application/octet-stream";
    return `  <Default Extension="${ending}" ContentType="${type}" />`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${lines.join("\n")}
</Types>
`;
}
