namespace AiDevFramework.Gateway.Plans;

/// <summary>Answers as the API description shows them.</summary>
internal static class PlanExamples
{
    public const string Plan = """
        {
          "schema": "aidev.plan/1",
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "versions": { "PRD": 1, "EXECUTION_PLAN": 1 },
          "language": "en",
          "verdict": "DRAFT",
          "features": [
            {
              "id": "F1",
              "name": "Tool listings",
              "priority": "MUST",
              "needs": [],
              "serves": ["ToolListed"],
              "constraints": ["C1"],
              "description_md": "A lender lists a tool.",
              "criteria": [
                { "id": "AC1.1", "text": "Given a photo, when the lender publishes, then the tool is found within one minute.", "unwanted": false, "numbers": [] }
              ]
            }
          ],
          "stages": [
            {
              "number": 1,
              "name": "List tools",
              "days": 10,
              "features": ["F1"],
              "tasks": [
                { "id": "T1.1", "name": "Listing form", "text": "Listing form (F1; 3 days): photo, title, deposit", "serves": ["F1"], "after": [], "days": 3, "verify": ["AC1.1"] }
              ],
              "gates": [{ "text": "A tool is found within one minute (AC1.1)", "proves": ["AC1.1"], "unwanted": false }]
            }
          ]
        }
        """;

    public const string Findings = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "verdict": "CONCERNS",
          "errors": 1,
          "warnings": 0,
          "notes": 0,
          "findings": [
            {
              "check": 17,
              "severity": "ERROR",
              "document": "EXECUTION_PLAN",
              "target": "F8",
              "message": "F8 (Reviews) is delivered in no stage, and is not said to be left out.",
              "suggestion": "Add it to the **Features** of a stage, or to Fit as a cut with its days and its cause."
            }
          ],
          "checks": [{ "number": 17, "says": "Each feature is delivered in one stage, or said to be left out.", "checked": true }]
        }
        """;

    public const string Tasks = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "tasks": [
            {
              "id": "T1.1",
              "name": "Listing form",
              "text": "Listing form (F1; 3 days): photo, title, deposit",
              "stage": 1,
              "wave": 1,
              "ready": true,
              "serves": ["F1"],
              "after": [],
              "days": 3,
              "verify": []
            }
          ],
          "waves": [["T1.1"], ["T1.2"]],
          "critical_path": { "tasks": ["T1.1", "T1.2"], "days": 5 },
          "next": ["T1.1"],
          "blocked": []
        }
        """;

    public const string Trace = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "item": { "id": "F2", "kind": "feature", "text": "Search nearby", "document": "PRD", "distance": 0 },
          "rests_on": [{ "id": "F1", "kind": "feature", "text": "Tool listings", "document": "PRD", "distance": 1 }],
          "carried_by": [{ "id": "AC2.1", "kind": "criterion", "text": "Given 20 drills, when …, then …", "document": "PRD", "distance": 1 }]
        }
        """;

    public const string Matrix = """
        {
          "project_id": "123e4567-e89b-12d3-a456-426614174000",
          "rows": [
            { "requirement": "F1", "criterion": "AC1.1", "tasks": ["T1.1"], "gates": ["G1.1"] },
            { "requirement": "NFR1", "tasks": [], "gates": ["G2.2"] }
          ]
        }
        """;
}
