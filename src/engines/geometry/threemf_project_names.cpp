#include "part_name.hpp"
#include "threemf_model.hpp"
#include "threemf_values.hpp"

namespace guildhall::geometry::threemf {
namespace {

// <object id="8"> <metadata key="name" value="lid"/> <part> … its own name … </part> </object>
void take_names_from(XmlScanner& scanner, Document& document)
{
    Object* object = nullptr;
    while (auto const tag = scanner.next()) {
        if (tag->name == "object") {
            auto const id = tag->is_end ? std::nullopt : index_in(tag->attribute("id").value_or(""));
            auto const found = document.objects.find(ObjectKey{0, id.value_or(0)});
            object = found == document.objects.end() ? nullptr : &found->second;
        } else if (tag->name == "part" || tag->name == "volume") {
            object = nullptr; // what follows names pieces of the object
        } else if (object != nullptr && object->name.empty() && tag->attribute("key") == "name") {
            object->name = part_name_from(resolve_xml_text(tag->attribute("value").value_or("")));
        }
    }
}

} // namespace

void take_project_names(ThreemfPackage& package, Document& document)
{
    for (auto const* settings : {"Metadata/model_settings.config", "Metadata/Slic3r_PE_model.config"})
        if (auto scanner = package.scan(settings)) take_names_from(*scanner, document);
}

} // namespace guildhall::geometry::threemf
