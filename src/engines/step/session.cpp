#include "session.hpp"
#include "base/outcome.hpp"
#include <Interface_Static.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Resource_Manager.hxx>
#include <STEPCAFControl_Controller.hxx>
#include <ShapeProcess_Context.hxx>
#include <XCAFDoc_ShapeTool.hxx>

namespace guildhall::step {
namespace {

constexpr auto resource_name = "GuildhallSTEP";

// The healing steps after reading a shape, as OpenCASCADE ships them in its file XSTEPResource/STEP, with one change:
// the search for self-intersecting wires is off. It takes most of the time on faces with many holes (9.6 s of 12 s
// for 2,000 holes) and changed no result. OpenCASCADE keeps the table it loaded last, so it is filled in place: no file
// of the machine decides how parts are measured.
void fill_healing_table()
{
    ShapeProcess_Context const context(resource_name);
    auto const& table = context.ResourceManager();
    table->SetResource("FromSTEP.exec.op", "FixShape");
    table->SetResource("FromSTEP.FixShape.Tolerance3d", "&Runtime.Tolerance");
    table->SetResource("FromSTEP.FixShape.MaxTolerance3d", "&Runtime.MaxTolerance");
    table->SetResource("FromSTEP.FixShape.MinTolerance3d", "1.e-7");
    table->SetResource("FromSTEP.FixShape.CreateOpenSolidMode", 0);
    table->SetResource("FromSTEP.FixShape.AutoCorrectPrecisionMode", 1);
    table->SetResource("FromSTEP.FixShape.ModifyTopologyMode", 0);
    table->SetResource("FromSTEP.FixShape.ModifyGeometryMode", 1);
    table->SetResource("FromSTEP.FixShape.ClosedWireMode", 1);
    table->SetResource("FromSTEP.FixShape.PreferencePCurveMode", 1);
    table->SetResource("FromSTEP.FixShape.FixEdgeSameParameterMode", 0);
    table->SetResource("FromSTEP.FixShape.FixTailMode", 0);
    table->SetResource("FromSTEP.FixShape.MaxTailAngle", 0);
    table->SetResource("FromSTEP.FixShape.MaxTailWidth", -1);
    table->SetResource("FromSTEP.FixShape.FixVertexPositionMode", 0);
    table->SetResource("FromSTEP.FixShape.FixSelfIntersectionMode", 0);
    check(ShapeProcess_Context(resource_name).ResourceManager()->Find("FromSTEP.FixShape.FixSelfIntersectionMode"),
        "OpenCASCADE keeps its healing table between files");
}

void prepare()
{
    Message::DefaultMessenger()->ChangePrinters().Clear();
    STEPCAFControl_Controller::Init();
    check(Interface_Static::SetCVal("xstep.cascade.unit", "MM"), "OpenCASCADE knows millimetres");
    check(Interface_Static::SetCVal("read.step.resource.name", resource_name), "OpenCASCADE takes a healing table");
    XCAFDoc_ShapeTool::SetAutoNaming(false); // a nameless part stays nameless instead of being called SOLID
    fill_healing_table();
}

} // namespace

void prepare_session()
{
    static bool const done = (prepare(), true);
    (void)done;
}

} // namespace guildhall::step
